import { searchText, searchWord } from '../../app/search.ts';

const states = ['works', 'broken', 'untested'] as const;
const sorts = ['app', 'name', 'used'] as const;

/** What the connected accounts are narrowed and ordered by, and the connector one is being added for; lives in the address. */
export type ConnectionFilters = {
  q?: string;
  connector?: string;
  state?: (typeof states)[number];
  sort?: (typeof sorts)[number];
  add?: string;
};

/** Reads the filters of an address. `add` is a connector's id, or "choose" while none is chosen. */
export function connectionFilters(search: Record<string, unknown>): ConnectionFilters {
  return {
    q: searchText(search.q),
    connector: searchText(search.connector),
    state: searchWord(search.state, states),
    sort: searchWord(search.sort, sorts),
    add: searchText(search.add),
  };
}
