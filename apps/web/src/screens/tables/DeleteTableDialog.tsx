import { useMutation } from '@tanstack/react-query';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { TableRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
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
        toast({ text: `“${table.name}” was deleted.` });
        onDeleted?.();
        onClose();
        return refresh();
      },
    }),
  );
  const rows = table.rowCount === 1 ? 'Its one row goes' : `Its ${table.rowCount.toLocaleString('en')} rows go`;
  return (
    <Confirm
      title={`Delete “${table.name}”?`}
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ workspaceId, tableId: table.id })}
      confirm="Delete the table"
      busy={remove.isPending}
    >
      <p>{table.rowCount === 0 ? 'It has no rows.' : `${rows} with it.`} This cannot be taken back.</p>
      <UsedBy usedBy={table.usedBy} lead="These flows use it, and their steps will fail:" />
      {remove.error && <Band tone="danger">{sentenceOf(remove.error)}</Band>}
    </Confirm>
  );
}
