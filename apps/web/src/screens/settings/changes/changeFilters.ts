import { searchText, searchWord } from '../../../app/search.ts';

const groups = ['people', 'flows', 'accounts', 'connectors', 'workspace'] as const;

/** What the list of changes is narrowed by; lives in the address. */
export type ChangeFilters = { q?: string; about?: (typeof groups)[number] };

/** Reads the filters of an address; what it does not know it leaves out. */
export function changeFilters(search: Record<string, unknown>): ChangeFilters {
  return { q: searchText(search.q), about: searchWord(search.about, groups) };
}
