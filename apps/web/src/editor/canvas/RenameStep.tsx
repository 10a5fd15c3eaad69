import type { StepId } from '@patchbay/flow';
import { useState } from 'react';
import { t } from '../../texts/t.ts';
import { FormDialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { renameStep } from '../commands/renameStep.ts';
import { announce } from '../statusLine.ts';
import { useSession, useStep } from '../useEditor.ts';

/** Another name for a step, wherever its menu was opened. */
export function RenameStep({ step: id, onClose }: { step: StepId; onClose(): void }) {
  const { editor } = useSession();
  const [name, setName] = useState(useStep(id)?.name ?? '');
  const isEmpty = name.trim() === '';
  const rename = () => {
    if (isEmpty) return;
    if (editor.execute(renameStep({ step: id, name }))) announce(t('Renamed to “{name}”.', { name: name.trim() }));
    onClose();
  };
  return (
    <FormDialog title={t('Rename the step')} opened onClose={onClose} onSubmit={rename} submit={t('Rename')}>
      <TextField
        label={t('Name')}
        value={name}
        onText={setName}
        maxLength={120}
        data-autofocus
        error={isEmpty ? t('A step needs a name.') : undefined}
      />
    </FormDialog>
  );
}
