import { searchText } from '../../app/search.ts';

/** What the connected accounts are narrowed by, and the connector one is being added for; lives in the address. */
export type ConnectionFilters = { q?: string; connector?: string; add?: string };

/** Reads the filters of an address. `add` is a connector's id, or "choose" while none is chosen. */
export function connectionFilters(search: Record<string, unknown>): ConnectionFilters {
  return { q: searchText(search.q), connector: searchText(search.connector), add: searchText(search.add) };
}
