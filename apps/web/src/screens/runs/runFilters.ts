import { searchText, searchWord } from '../../app/search.ts';

export const runStatuses = ['running', 'waiting', 'succeeded', 'failed', 'needs_attention', 'cancelled'] as const;
const runSpans = ['hour', 'day', 'week'] as const;
const runModes = ['live', 'mock'] as const;

/** What a list of runs is narrowed by; lives in the address. */
export type RunFilters = {
  q?: string;
  status?: (typeof runStatuses)[number];
  mode?: (typeof runModes)[number];
  /** Started within the last hour, day or seven days. */
  since?: (typeof runSpans)[number];
};

/** What a span is in hours. */
export const spanHours = { hour: 1, day: 24, week: 168 } as const;

/** Reads the filters of an address; what it does not know it leaves out. */
export function runFilters(search: Record<string, unknown>): RunFilters {
  return {
    q: searchText(search.q),
    status: searchWord(search.status, runStatuses),
    mode: searchWord(search.mode, runModes),
    since: searchWord(search.since, runSpans),
  };
}
