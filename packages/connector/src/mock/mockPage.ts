import { isObject } from '../json.ts';
import type { OnePage } from '../onePage.ts';
import { pagedOutput } from '../paging.ts';

/** So few that a list of samples has more than one page. */
const ITEMS = 2;

/** One page of a list that a mock gives whole: the first two items of it, or the next of those that `after` has left. */
export function mockPage(list: () => unknown, after: unknown): OnePage {
  const items = isObject(after) && Array.isArray(after.left) ? after.left : itemsOf(list());
  const left = items.slice(ITEMS);
  const isLast = left.length === 0;
  return { output: pagedOutput(items.slice(0, ITEMS), !isLast), more: isLast ? undefined : { left } };
}

function itemsOf(list: unknown): unknown[] {
  return isObject(list) && Array.isArray(list.items) ? list.items : [];
}
