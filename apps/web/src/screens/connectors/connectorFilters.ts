import { searchText, searchWord } from '../../app/search.ts';

const connectorSources = ['builtin', 'imported'] as const;
const connectorTraits = ['connected', 'starts'] as const;

/** What the gallery is narrowed by, and whether "Add an API" is open; lives in the address. */
export type ConnectorFilters = {
  q?: string;
  category?: string;
  source?: (typeof connectorSources)[number];
  /** Only those with a connected account, or those that can start a flow. */
  only?: (typeof connectorTraits)[number];
  add?: true;
};

/** Reads the gallery's filters of an address. */
export function connectorFilters(search: Record<string, unknown>): ConnectorFilters {
  return {
    q: searchText(search.q),
    category: searchText(search.category),
    source: searchWord(search.source, connectorSources),
    only: searchWord(search.only, connectorTraits),
    add: search.add === true ? true : undefined,
  };
}

/** What the operations of one connector are narrowed by. */
export type OperationFilters = { q?: string };

export function operationFilters(search: Record<string, unknown>): OperationFilters {
  return { q: searchText(search.q) };
}
