import { FilterChip } from '../../ui/FilterChip.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import type { FlowFilters } from './flowFilters.ts';

const states = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
  { value: 'draft', label: 'Draft' },
] as const;

const sorts = [
  { value: 'name', label: 'By name' },
  { value: 'created', label: 'Newest first' },
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
        label="Search flows"
        slash
        value={filters.q ?? ''}
        onSearch={(q) => onChange({ q: q || undefined })}
      />
      <FilterChip
        name="State"
        any="Any state"
        options={states}
        value={filters.state}
        onChange={(state) => onChange({ state })}
      />
      <span className="grow" />
      <FilterChip
        name="Last changed first"
        any="Last changed first"
        options={sorts}
        value={filters.sort === 'updated' ? undefined : filters.sort}
        onChange={(sort) => onChange({ sort })}
      />
    </div>
  );
}
