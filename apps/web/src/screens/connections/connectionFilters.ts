import { searchText } from '../../app/search.ts';
import { t } from '../../texts/t.ts';

/** What the accounts can be narrowed to, as the list calls it. */
export const connectionStates = [
  { value: 'works', label: t('Works') },
  { value: 'broken', label: t('To be connected again') },
  { value: 'untested', label: t('Not tried yet') },
] as const;

type ConnectionState = (typeof connectionStates)[number]['value'];

/** What the connected accounts are narrowed by, and the connector one is being added for; lives in the address. */
export type ConnectionFilters = { q?: string; connector?: string; state?: ConnectionState; add?: string };

/** Reads the filters of an address. `add` is a connector's id, or "choose" while none is chosen. */
export function connectionFilters(search: Record<string, unknown>): ConnectionFilters {
  return {
    q: searchText(search.q),
    connector: searchText(search.connector),
    state: connectionStates.find(({ value }) => value === search.state)?.value,
    add: searchText(search.add),
  };
}
