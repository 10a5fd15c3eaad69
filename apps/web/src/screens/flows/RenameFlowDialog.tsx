import { useState } from 'react';
import type { FlowRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { FormDialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useRenameFlow } from './useFlowActions.ts';

const LONGEST_NAME = 120;

/** Another name for a flow. Nothing else depends on it. */
export function RenameFlowDialog({ flow, onClose }: { flow: FlowRow; onClose: () => void }) {
  const rename = useRenameFlow();
  const [name, setName] = useState(flow.name);
  const [asked, setAsked] = useState(false);
  const missing = asked && name.trim() === '';
  const submit = () => {
    setAsked(true);
    if (name.trim() === '') return;
    rename.mutate({ flowId: flow.id, name: name.trim() }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={t('Rename the flow')}
      opened
      onClose={onClose}
      onSubmit={submit}
      submit={t('Rename')}
      busy={rename.isPending}
    >
      <TextField
        label={t('Name')}
        value={name}
        maxLength={LONGEST_NAME}
        data-autofocus
        required
        error={missing ? t('A flow needs a name to be found by.') : undefined}
        onText={setName}
        onFocus={(event) => event.currentTarget.select()}
      />
    </FormDialog>
  );
}
