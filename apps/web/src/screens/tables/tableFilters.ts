import { searchText, searchWord } from '../../app/search.ts';

const tablePlaces = ['tables', 'values', 'memories'] as const;

/** What the page of tables shows; lives in the address. */
export type TablesFilters = {
  place?: (typeof tablePlaces)[number];
  q?: string;
  sort?: (typeof tableSorts)[number];
};

const tableSorts = ['name', 'rows', 'changed'] as const;

/** Reads the filters of an address; what it does not know it leaves out. */
export function tablesFilters(search: Record<string, unknown>): TablesFilters {
  return {
    place: searchWord(search.place, tablePlaces),
    q: searchText(search.q),
    sort: searchWord(search.sort, tableSorts),
  };
}

/** One condition on the rows: the column's id, the comparison, and what to compare with. */
export type RowFilter = { field: string; comparison: string; value?: string };

/** What the rows of a table are narrowed and ordered by; lives in the address. */
export type RowFilters = { q?: string; sort?: string; order?: 'descending'; where?: RowFilter[] };

const MOST_CONDITIONS = 10;

/** Reads the filters of an address; what it does not know it leaves out. */
export function rowFilters(search: Record<string, unknown>): RowFilters {
  const where = Array.isArray(search.where) ? search.where.flatMap(filterIn).slice(0, MOST_CONDITIONS) : [];
  return {
    q: searchText(search.q),
    sort: searchText(search.sort),
    order: searchWord(search.order, ['descending']),
    where: where.length > 0 ? where : undefined,
  };
}

function filterIn(given: unknown): RowFilter[] {
  if (typeof given !== 'object' || given === null) return [];
  const { field, comparison, value } = given as Partial<Record<string, unknown>>;
  if (typeof field !== 'string' || typeof comparison !== 'string') return [];
  return [{ field, comparison, ...(typeof value === 'string' && { value }) }];
}
