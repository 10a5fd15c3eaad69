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
import { SelectField, TextField } from '../../ui/TextField.tsx';
import { toast } from '../../ui/toastStore.ts';
import { columnTypes } from './columnTypes.ts';
import { typedValue } from './grid/cellText.ts';
import { useRefreshTables } from './useTables.ts';

/** A new row, a field for each column. */
export function RowDialog({ table, onClose }: { table: TableDetail; onClose: () => void }) {
  const trpc = useTRPC();
  const refresh = useRefreshTables();
  const { id: workspaceId } = useWorkspace();
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map());
  const add = useMutation(
    trpc.table.addRow.mutationOptions({
      onSuccess: async () => {
        await refresh();
        toast({ text: t('The row was added.') });
        onClose();
      },
    }),
  );
  const submit = () => {
    const filled = table.columns.map((column) => [column.id, typedValue(column, texts.get(column.id) ?? '')] as const);
    add.mutate({ workspaceId, tableId: table.id, values: Object.fromEntries(filled) });
  };
  const details = appFailureOf(add.error)?.details;
  const blamed = textOf(details, 'column');
  return (
    <FormDialog
      title={t('Add a row')}
      opened
      onClose={onClose}
      onSubmit={submit}
      submit={t('Add the row')}
      busy={add.isPending}
    >
      {table.columns.map((column, at) => (
        <CellField
          key={column.id}
          column={column}
          isFirst={at === 0}
          text={texts.get(column.id) ?? ''}
          error={blamed === column.id ? textOf(details, 'message') : undefined}
          onText={(text) => setTexts(new Map(texts).set(column.id, text))}
        />
      ))}
      {add.error && blamed === undefined && <Band tone="danger">{sentenceOf(add.error)}</Band>}
    </FormDialog>
  );
}

type FieldProps = {
  column: TableColumn;
  isFirst: boolean;
  text: string;
  error: string | undefined;
  onText: (text: string) => void;
};

function CellField({ column, isFirst, text, error, onText }: FieldProps) {
  const { name, type, required } = column;
  const common = { label: name, type: required ? columnTypes[type].label : t('Optional'), error, required, onText };
  const options = optionsOf(column);
  if (options !== undefined) return <SelectField {...common} value={text} options={options} data-autofocus={isFirst} />;
  return (
    <TextField
      {...common}
      value={text}
      data-autofocus={isFirst || undefined}
      {...(type === 'number' && { inputMode: 'decimal' as const })}
      {...(type === 'date' && { placeholder: '2026-03-14' })}
    />
  );
}

/** What a cell of a column can be chosen from, with nothing first; undefined for what is typed. */
export function optionsOf({ type, choices = [] }: TableColumn): { value: string; label: string }[] | undefined {
  const none = { value: '', label: t('Nothing') };
  if (type === 'choice') return [none, ...choices.map((choice) => ({ value: choice, label: choice }))];
  return type === 'yesNo' ? [none, { value: 'true', label: t('Yes') }, { value: 'false', label: t('No') }] : undefined;
}
