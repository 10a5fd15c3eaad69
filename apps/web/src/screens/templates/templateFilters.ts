import { searchText } from '../../app/search.ts';

/** What the templates are narrowed by; lives in the address. */
export type TemplateFilters = { q?: string; purpose?: string };

/** Reads the templates' filters of an address. */
export function templateFilters(search: Record<string, unknown>): TemplateFilters {
  return { q: searchText(search.q), purpose: searchText(search.purpose) };
}

/** Reads of an address whether a template is about to be used: what has to be chosen first is shown then. */
export function templateSearch(search: Record<string, unknown>): { use?: true | undefined } {
  return search.use === true ? { use: true } : {};
}
