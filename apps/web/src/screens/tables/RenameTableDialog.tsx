import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { TableRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { FormDialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useRefreshTables } from './useTables.ts';

/** Another name for a table. Flows know it by its id, so nothing else changes. */
export function RenameTableDialog({ table, onClose }: { table: Pick<TableRow, 'id' | 'name'>; onClose: () => void }) {
  const trpc = useTRPC();
  const refresh = useRefreshTables();
  const { id: workspaceId } = useWorkspace();
  const [name, setName] = useState(table.name);
  const [asked, setAsked] = useState(false);
  const rename = useMutation(
    trpc.table.rename.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const submit = () => {
    setAsked(true);
    if (name.trim() !== '') rename.mutate({ workspaceId, tableId: table.id, name: name.trim() });
  };
  const missing = asked && name.trim() === '' ? t('A table needs a name.') : undefined;
  return (
    <FormDialog
      title={t('Rename the table')}
      opened
      onClose={onClose}
      onSubmit={submit}
      submit={t('Rename')}
      busy={rename.isPending}
    >
      <TextField
        label={t('Name')}
        value={name}
        maxLength={80}
        data-autofocus
        required
        error={missing ?? (rename.error ? sentenceOf(rename.error) : undefined)}
        onText={setName}
        onFocus={(event) => event.currentTarget.select()}
      />
    </FormDialog>
  );
}
