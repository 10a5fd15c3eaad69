import { useMutation } from '@tanstack/react-query';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { TableColumn, TableDetail } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toastStore.ts';
import { UsedBy } from './UsedBy.tsx';
import { useRefreshTables } from './useTables.ts';

/** Asks before a column goes, and says what goes with it. */
export function RemoveColumnDialog({
  table,
  column,
  onClose,
}: {
  table: TableDetail;
  column: TableColumn;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const refresh = useRefreshTables();
  const { id: workspaceId } = useWorkspace();
  const remove = useMutation(
    trpc.table.removeColumn.mutationOptions({
      onSuccess: async () => {
        await refresh();
        toast({ text: t('“{name}” was deleted.', { name: column.name }) });
        onClose();
      },
    }),
  );
  const rows = tn(table.rowCount, 'the one row', 'all {count} rows');
  return (
    <Confirm
      title={t('Delete the column “{name}”?', { name: column.name })}
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ workspaceId, tableId: table.id, columnId: column.id })}
      confirm={t('Delete the column')}
      busy={remove.isPending}
    >
      <p>
        {t('{value} This cannot be taken back.', {
          value:
            table.rowCount === 0 ? t('The table has no rows yet.') : t('What it holds in {rows} is lost.', { rows }),
        })}
      </p>
      <UsedBy usedBy={table.usedBy} lead={t('Steps of these flows that name it will fail:')} />
      {remove.error && <Band tone="danger">{sentenceOf(remove.error)}</Band>}
    </Confirm>
  );
}
