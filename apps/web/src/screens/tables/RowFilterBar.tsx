import { IconFilter, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { TableDetail } from '../../api/types.ts';
import { t, tn } from '../../texts/t.ts';
import { FormDialog } from '../../ui/Dialog.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { SelectField, TextField } from '../../ui/TextField.tsx';
import { comparisonsOf, takesValue } from './columnTypes.ts';
import { optionsOf } from './RowDialog.tsx';
import type { RowFilter, RowFilters } from './tableFilters.ts';

type Props = {
  table: TableDetail;
  filters: RowFilters;
  onChange: (part: RowFilters) => void;
  /** How many rows are shown, once that is known. */
  count: number | undefined;
};

/** Narrows the rows: a text to search for, and conditions on columns. */
export function RowFilterBar({ table, filters, onChange, count }: Props) {
  const [edited, setEdited] = useState<number>();
  const where = filters.where ?? [];
  const set = (next: RowFilter[]) => onChange({ where: next.length > 0 ? next : undefined });
  const isNarrowed = filters.q !== undefined || where.length > 0;
  return (
    <div className="chips">
      <SearchInput
        label={t('Search rows')}
        slash
        value={filters.q ?? ''}
        onSearch={(text) => onChange({ q: text || undefined })}
      />
      {where.map((filter, at) => (
        <span className="chip" data-on key={`${filter.field} ${filter.comparison} ${filter.value ?? ''}`}>
          <button type="button" className="chip-words" onClick={() => setEdited(at)}>
            {wordsOf(table, filter)}
          </button>
          <button
            type="button"
            className="chip-away"
            aria-label={t('Take away the filter {words}', { words: wordsOf(table, filter) })}
            onClick={() => set(where.toSpliced(at, 1))}
          >
            <IconX size={14} stroke={2} aria-hidden />
          </button>
        </span>
      ))}
      <button type="button" className="chip" onClick={() => setEdited(where.length)}>
        <IconFilter size={14} stroke={1.75} aria-hidden />
        {t('Filter')}
      </button>
      {isNarrowed && count !== undefined && (
        <span className="t2" role="status">
          {tn(count, '1 row', '{count} rows')}
        </span>
      )}
      {edited !== undefined && (
        <FilterDialog
          table={table}
          filter={where[edited]}
          onClose={() => setEdited(undefined)}
          onFilter={(filter) => set(edited < where.length ? where.with(edited, filter) : [...where, filter])}
        />
      )}
    </div>
  );
}

function wordsOf({ columns }: TableDetail, { field, comparison, value }: RowFilter): string {
  const column = columns.find(({ id }) => id === field);
  const words = comparisonsOf(column?.type).find((option) => option.value === comparison)?.label ?? comparison;
  const shown = optionsOf(column ?? noColumn)?.find((option) => option.value === value)?.label ?? value ?? '';
  return [column?.name ?? field, words, takesValue(comparison) ? shown : ''].join(' ').trim();
}

const noColumn = { id: '', name: '', type: 'text', required: false, unique: false } as const;

type DialogProps = {
  table: TableDetail;
  filter: RowFilter | undefined;
  onFilter: (filter: RowFilter) => void;
  onClose: () => void;
};

function FilterDialog({ table, filter, onFilter, onClose }: DialogProps) {
  const [draft, setDraft] = useState<RowFilter>(filter ?? { field: table.columns[0]?.id ?? '', comparison: 'is' });
  const [asked, setAsked] = useState(false);
  const column = table.columns.find(({ id }) => id === draft.field);
  const options = column === undefined ? undefined : optionsOf(column)?.slice(1);
  const value = draft.value ?? '';
  const needsValue = takesValue(draft.comparison);
  const submit = () => {
    setAsked(true);
    const given = value === '' ? options?.[0]?.value : value;
    if (needsValue && given === undefined) return;
    const { field, comparison } = draft;
    onFilter(needsValue && given !== undefined ? { field, comparison, value: given } : { field, comparison });
    onClose();
  };
  return (
    <FormDialog
      title={t('Show rows where')}
      opened
      onClose={onClose}
      onSubmit={submit}
      submit={t('Show them')}
      width={400}
    >
      <SelectField
        label={t('Column')}
        value={draft.field}
        options={table.columns.map(({ id, name }) => ({ value: id, label: name }))}
        onText={(field) => setDraft({ field, comparison: draft.comparison })}
      />
      <SelectField
        label={t('Comparison')}
        value={draft.comparison}
        options={comparisonsOf(column?.type)}
        onText={(comparison) => setDraft({ ...draft, comparison })}
      />
      {needsValue && options !== undefined && (
        <SelectField
          label={t('Value')}
          value={value}
          options={options}
          onText={(text) => setDraft({ ...draft, value: text })}
        />
      )}
      {needsValue && options === undefined && (
        <TextField
          label={t('Value')}
          value={value}
          data-autofocus
          maxLength={200}
          error={asked && value === '' ? t('Say what to compare with.') : undefined}
          onText={(text) => setDraft({ ...draft, value: text })}
        />
      )}
    </FormDialog>
  );
}
