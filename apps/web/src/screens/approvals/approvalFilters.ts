import { searchText, searchWord } from '../../app/search.ts';

/** What the list of approvals shows; lives in the address. */
export type ApprovalFilters = { q?: string; state?: 'settled' };

/** Reads the filters of an address; what it does not know it leaves out. */
export function approvalFilters(search: Record<string, unknown>): ApprovalFilters {
  return { q: searchText(search.q), state: searchWord(search.state, ['settled']) };
}
