import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { appFailureOf, sentenceOf } from '../../api/failure.ts';
import { textOf } from '../../api/field.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { TableColumn, TableDetail } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { FormDialog } from '../../ui/Dialog.tsx';
import { ColumnFields, Tick } from './ColumnFields.tsx';
import { columnOf, draftOf, emptyColumn, useRefreshTables } from './useTables.ts';

type Props = {
  table: TableDetail;
  /** The column to change; absent for a new one. */
  column?: TableColumn | undefined;
  onClose: () => void;
};

/** Adds a column, or changes what one is called and holds. */
export function ColumnDialog({ table, column, onClose }: Props) {
  const [draft, setDraft] = useState(column === undefined ? emptyColumn : draftOf(column));
  const [asked, setAsked] = useState(false);
  const [dropUnfit, setDropUnfit] = useState(false);
  const { add, change, error } = useColumnDeeds(onClose);
  const { id: workspaceId } = useWorkspace();
  const submit = () => {
    setAsked(true);
    if (draft.name.trim() === '') return;
    const about = { workspaceId, tableId: table.id };
    if (column === undefined) add.mutate({ ...about, column: columnOf(draft) });
    else change.mutate({ ...about, columnId: column.id, to: columnOf(draft), dropUnfit });
  };
  const isUnfit = codeOf(error) === 'values_unfit';
  return (
    <FormDialog
      title={column === undefined ? t('Add a column') : t('Change “{name}”', { name: column.name })}
      opened
      onClose={onClose}
      onSubmit={submit}
      submit={column === undefined ? t('Add the column') : t('Save')}
      busy={add.isPending || change.isPending}
      width={420}
    >
      <ColumnFields draft={draft} onChange={setDraft} nameMissing={asked} />
      {error !== null && <Band tone="danger">{sentenceOf(error)}</Band>}
      {(isUnfit || dropUnfit) && (
        <Tick checked={dropUnfit} onTick={setDropUnfit}>
          {t('Empty the cells that do not fit. What they hold is lost.')}
        </Tick>
      )}
    </FormDialog>
  );
}

function codeOf(error: unknown): string | undefined {
  return textOf(appFailureOf(error)?.details, 'code');
}

function useColumnDeeds(onClose: () => void) {
  const trpc = useTRPC();
  const refresh = useRefreshTables();
  const done = {
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  };
  const add = useMutation(trpc.table.addColumn.mutationOptions(done));
  const change = useMutation(trpc.table.changeColumn.mutationOptions(done));
  return { add, change, error: add.error ?? change.error };
}
