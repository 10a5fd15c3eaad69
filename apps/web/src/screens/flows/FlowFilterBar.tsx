import { t } from '../../texts/t.ts';
import { FilterChip } from '../../ui/FilterChip.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import type { FlowFilters } from './flowFilters.ts';

const states = [
  { value: 'on', label: t('On') },
  { value: 'off', label: t('Off') },
  { value: 'draft', label: t('Draft') },
  { value: 'trouble', label: t('Went wrong last') },
] as const;

const sorts = [
  { value: 'run', label: t('Last run first') },
  { value: 'name', label: t('By name') },
  { value: 'created', label: t('Newest first') },
] as const;

/** Search, state and order of the list of flows. */
export function FlowFilterBar({
  filters,
  onChange,
}: {
  filters: FlowFilters;
  onChange: (change: FlowFilters) => void;
}) {
  return (
    <div className="chips">
      <SearchInput
        label={t('Search flows')}
        slash
        value={filters.q ?? ''}
        onSearch={(q) => onChange({ q: q || undefined })}
      />
      <FilterChip
        name={t('State')}
        any={t('Any state')}
        options={states}
        value={filters.state}
        onChange={(state) => onChange({ state })}
      />
      <span className="grow" />
      <FilterChip
        name={t('Last changed first')}
        any={t('Last changed first')}
        options={sorts}
        value={filters.sort === 'updated' ? undefined : filters.sort}
        onChange={(sort) => onChange({ sort })}
      />
    </div>
  );
}
