import { IconChevronDown, IconFileImport, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { FormDialog } from '../../ui/Dialog.tsx';
import { FilePick } from '../../ui/FilePick.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { typedText } from '../../ui/typedText.ts';
import { CsvPreview, type CsvRead } from './CsvPreview.tsx';
import { CsvProblems } from './CsvProblems.tsx';
import { typeOptions } from './columnTypes.ts';
import { readCsvFile } from './readCsvFile.ts';
import './newTable.css';
import { t } from '../../texts/t.ts';
import { type ColumnDraft, columnOf, emptyColumn, useRefreshTables } from './useTables.ts';

type Props = {
  /** What it is likely to have columns for; any of it can be changed. */
  likely?: readonly Pick<ColumnDraft, 'name' | 'type'>[];
  /** Hears of the table that was made; without it, the table is opened. */
  onMade?: (id: string) => void;
  onClose: () => void;
};

/** A new table: its columns by hand, or from a CSV file with its rows. */
export function NewTableDialog({ likely, onMade, onClose }: Props) {
  const form = useNewTable(likely ?? [], onMade);
  const { name, columns, csv, asked } = form;
  return (
    <FormDialog
      title={t('New table')}
      opened
      onClose={onClose}
      onSubmit={form.submit}
      submit={
        csv === undefined
          ? t('Make the table')
          : t('Make it with {count} rows', { count: csv.count.toLocaleString('en') })
      }
      busy={form.busy}
      width={560}
    >
      <TextField
        label={t('Name')}
        value={name}
        maxLength={80}
        required
        data-autofocus
        placeholder={t('Orders')}
        error={asked && name.trim() === '' ? t('A table needs a name.') : undefined}
        onText={form.setName}
      />
      <ColumnDrafts form={form} />
      {csv && <CsvPreview read={csv} columns={columns} />}
      {form.error !== null && <CsvProblems error={form.error} />}
      {form.problem && <Band tone="danger">{form.problem}</Band>}
    </FormDialog>
  );
}

function ColumnDrafts({ form }: { form: NewTable }) {
  const { columns, setColumns, csv, asked } = form;
  const hasNoColumn = asked && columns.every((column) => column.name.trim() === '');
  const mayRemove = csv === undefined && columns.length > 1;
  const [atFirst] = useState(columns.length);
  return (
    <fieldset className="column-drafts">
      <legend>{t('Columns')}</legend>
      {[...columns.keys()].map((at) => (
        <ColumnLine
          // The lines have nothing else to be told apart by while they are typed.
          key={`column ${at}`}
          at={at}
          isAsked={csv === undefined && at >= atFirst}
          column={columns[at] ?? emptyColumn}
          onChange={(next) => setColumns(columns.with(at, next))}
          onRemove={mayRemove ? () => setColumns(columns.toSpliced(at, 1)) : undefined}
        />
      ))}
      {hasNoColumn && <p className="field-error">{t('Name at least one column.')}</p>}
      {csv === undefined && (
        <div className="row">
          <Button
            small
            icon={<IconPlus size={14} stroke={2} aria-hidden />}
            onClick={() => setColumns([...columns, emptyColumn])}
          >
            {t('Add a column')}
          </Button>
          <FilePick
            label={t('From a CSV file')}
            look="quiet"
            accept=".csv,.tsv,.txt,text/csv"
            icon={<IconFileImport size={16} stroke={1.75} aria-hidden />}
            onFile={form.read}
          />
        </div>
      )}
    </fieldset>
  );
}

type LineProps = {
  at: number;
  /** It was added by hand just now, to be named. */
  isAsked: boolean;
  column: ColumnDraft;
  onChange: (column: ColumnDraft) => void;
  onRemove: (() => void) | undefined;
};

function ColumnLine({ at, isAsked, column, onChange, onRemove }: LineProps) {
  return (
    <div className="column-line">
      <input
        className="input"
        aria-label={t('Name of column {value}', { value: at + 1 })}
        placeholder={t('Column {value}', { value: at + 1 })}
        // biome-ignore lint/a11y/noAutofocus: it was asked for by the click just before
        autoFocus={isAsked}
        maxLength={80}
        value={column.name}
        onChange={(event) => onChange({ ...column, name: typedText(event.currentTarget.value) })}
      />
      <span className="select">
        <select
          className="input"
          aria-label={t('What column {value} holds', { value: at + 1 })}
          value={column.type}
          onChange={(event) => {
            const type = typeOptions.find(({ value }) => value === event.currentTarget.value)?.value ?? column.type;
            onChange({ ...column, type });
          }}
        >
          {typeOptions.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <IconChevronDown size={14} stroke={1.75} aria-hidden />
      </span>
      {onRemove && (
        <IconButton
          small
          label={t('Leave out column {value}', { value: at + 1 })}
          icon={<IconTrash size={15} stroke={1.75} aria-hidden />}
          onClick={onRemove}
        />
      )}
      {column.type === 'choice' && (
        <textarea
          className="input"
          aria-label={t('Choices of column {value}, one on each line', { value: at + 1 })}
          placeholder={t('open\ndone')}
          rows={3}
          value={column.choices}
          onChange={(event) => onChange({ ...column, choices: typedText(event.currentTarget.value) })}
        />
      )}
    </div>
  );
}

type NewTable = ReturnType<typeof useNewTable>;

function useNewTable(likely: NonNullable<Props['likely']>, onMade: Props['onMade']) {
  const trpc = useTRPC();
  const refresh = useRefreshTables();
  const navigate = useNavigate();
  const { id: workspaceId } = useWorkspace();
  const [name, setName] = useState('');
  const [columns, setColumns] = useState<ColumnDraft[]>(() =>
    likely.length > 0 ? likely.map((column) => ({ ...emptyColumn, ...column })) : [emptyColumn, emptyColumn],
  );
  const [csv, setCsv] = useState<CsvRead>();
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<string>();
  const create = useMutation(
    trpc.table.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await refresh();
        if (onMade !== undefined) onMade(id);
        else await navigate({ to: '/tables/$tableId', params: { tableId: id } });
      },
    }),
  );
  const preview = useMutation(trpc.table.readCsv.mutationOptions());
  const read = async (file: File) => {
    const found = await readCsvFile(file);
    setProblem(found.ok ? undefined : found.problem);
    if (!found.ok) return;
    const { text } = found;
    preview.mutate(
      { workspaceId, text },
      {
        onSuccess: (seen) => {
          setCsv({ ...seen, text, fileName: file.name });
          setColumns(seen.columns.map((column) => ({ ...emptyColumn, ...column })));
          if (name.trim() === '') setName(file.name.replace(/\.[^.]+$/, '').slice(0, 80));
        },
      },
    );
  };
  const submit = () => {
    setAsked(true);
    const named = csv === undefined ? columns.filter((column) => column.name.trim() !== '') : columns;
    if (name.trim() === '' || named.length === 0) return;
    const made = { workspaceId, name: name.trim(), columns: named.map(columnOf) };
    create.mutate(csv === undefined ? made : { ...made, csv: csv.text });
  };
  return {
    name,
    setName,
    columns,
    setColumns,
    csv,
    asked,
    problem,
    read,
    submit,
    busy: create.isPending || preview.isPending,
    error: create.error ?? preview.error,
  };
}
