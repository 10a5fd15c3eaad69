import { searchText } from '../../../app/search.ts';
import { t } from '../../../texts/t.ts';

/** What changes can be narrowed to, as the list calls it. */
export const changeGroups = [
  { value: 'people', label: t('People') },
  { value: 'flows', label: t('Flows') },
  { value: 'accounts', label: t('Connected accounts') },
  { value: 'connectors', label: t('Connectors') },
  { value: 'workspace', label: t('Workspace') },
] as const;

type ChangeGroup = (typeof changeGroups)[number]['value'];

/** What the list of changes is narrowed by; lives in the address. */
export type ChangeFilters = { q?: string; about?: ChangeGroup };

/** Reads the filters of an address; what it does not know it leaves out. */
export function changeFilters(search: Record<string, unknown>): ChangeFilters {
  return { q: searchText(search.q), about: changeGroups.find(({ value }) => value === search.about)?.value };
}
