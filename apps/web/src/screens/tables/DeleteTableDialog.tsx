import { useMutation } from '@tanstack/react-query';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { TableRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toastStore.ts';
import { UsedBy } from './UsedBy.tsx';
import { useRefreshTables } from './useTables.ts';

type Props = {
  table: Pick<TableRow, 'id' | 'name' | 'rowCount' | 'usedBy'>;
  onClose: () => void;
  onDeleted?: () => void;
};

/** Asks before a table is deleted, and says which flows it is missed by. */
export function DeleteTableDialog({ table, onClose, onDeleted }: Props) {
  const trpc = useTRPC();
  const refresh = useRefreshTables();
  const { id: workspaceId } = useWorkspace();
  const remove = useMutation(
    trpc.table.delete.mutationOptions({
      onSuccess: () => {
        toast({ text: t('“{name}” was deleted.', { name: table.name }) });
        onDeleted?.();
        onClose();
        return refresh();
      },
    }),
  );
  const rows = tn(table.rowCount, 'Its one row goes', 'Its {count} rows go');
  return (
    <Confirm
      title={t('Delete “{name}”?', { name: table.name })}
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ workspaceId, tableId: table.id })}
      confirm={t('Delete the table')}
      busy={remove.isPending}
    >
      <p>
        {t('{value} This cannot be taken back.', {
          value: table.rowCount === 0 ? t('It has no rows.') : t('{rows} with it.', { rows }),
        })}
      </p>
      <UsedBy usedBy={table.usedBy} lead={t('These flows use it, and their steps will fail:')} />
      {remove.error && <Band tone="danger">{sentenceOf(remove.error)}</Band>}
    </Confirm>
  );
}
