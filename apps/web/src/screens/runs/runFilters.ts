import { searchText, searchWord } from '../../app/search.ts';

export const runStatuses = ['running', 'waiting', 'succeeded', 'failed', 'needs_attention', 'cancelled'] as const;
const runModes = ['live', 'mock'] as const;

/** What a list of runs is narrowed by; lives in the address. */
export type RunFilters = {
  q?: string;
  status?: (typeof runStatuses)[number];
  mode?: (typeof runModes)[number];
};

/** Reads the filters of an address; what it does not know it leaves out. */
export function runFilters(search: Record<string, unknown>): RunFilters {
  return {
    q: searchText(search.q),
    status: searchWord(search.status, runStatuses),
    mode: searchWord(search.mode, runModes),
  };
}
