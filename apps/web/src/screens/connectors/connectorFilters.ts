import { searchText, searchWord } from '../../app/search.ts';

const connectorSources = ['builtin', 'imported'] as const;

/** What the gallery is narrowed by, and whether "Add an API" is open; lives in the address. */
export type ConnectorFilters = {
  q?: string;
  category?: string;
  source?: (typeof connectorSources)[number];
  add?: true;
};

/** Reads the gallery's filters of an address. */
export function connectorFilters(search: Record<string, unknown>): ConnectorFilters {
  return {
    q: searchText(search.q),
    category: searchText(search.category),
    source: searchWord(search.source, connectorSources),
    add: search.add === true ? true : undefined,
  };
}

/** What the operations of one connector are narrowed by. */
export type OperationFilters = { q?: string };

export function operationFilters(search: Record<string, unknown>): OperationFilters {
  return { q: searchText(search.q) };
}
