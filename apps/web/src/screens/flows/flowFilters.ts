import { searchText, searchWord } from '../../app/search.ts';

const flowStates = ['on', 'off', 'draft', 'trouble'] as const;
const flowSorts = ['updated', 'name', 'created', 'run'] as const;

/** What the list of flows is narrowed and ordered by; lives in the address. */
export type FlowFilters = {
  q?: string;
  state?: (typeof flowStates)[number];
  sort?: (typeof flowSorts)[number];
};

/** Reads the filters of an address; what it does not know it leaves out. */
export function flowFilters(search: Record<string, unknown>): FlowFilters {
  return {
    q: searchText(search.q),
    state: searchWord(search.state, flowStates),
    sort: searchWord(search.sort, flowSorts),
  };
}
