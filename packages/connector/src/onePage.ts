import { isSame } from './isSame.ts';
import { isObject } from './json.ts';
import type { Page, PagedOutput } from './paging.ts';

/** One page of a list: its items, and what leads to the next page, plain JSON; undefined after the last. */
export type OnePage = { output: PagedOutput; more: unknown };

/** Where a list goes on, and what tells a list that comes round again from one that goes on. */
export type PageMark = {
  page: Page;
  /** How many pages and items came before. */
  number: number;
  count: number;
  /** Of the items on the page before. */
  digest?: string;
  /** A page from before, moved on at every power of two: whatever circle the pages go in, it is met again in it (Brent). */
  met: Page;
};

/** Where every list begins. */
export function firstMark(page: Page): PageMark {
  return { page, number: 0, count: 0, met: page };
}

/** The mark in what a page gave as `more`; undefined where there is none, which means the first page. */
export function markIn(more: unknown): PageMark | undefined {
  // Written by `goesOnFrom` and by nobody else.
  return isObject(more) ? (more as PageMark) : undefined;
}

/** Where the list goes on after the page at a mark; `round` where that is a page that was there before. */
export function goesOnFrom(
  at: PageMark,
  { page, count, digest }: Required<Pick<PageMark, 'page' | 'count' | 'digest'>>,
): PageMark | 'round' {
  const number = at.number + 1;
  if (isSame(page, at.page) || isSame(page, at.met)) return 'round';
  return { page, number, count, digest, met: isPowerOfTwo(number) ? page : at.met };
}

/** What two lists of items share only where they are the same, or by a chance of one in four thousand million. */
export function digestOf(items: readonly unknown[]): string {
  const text = JSON.stringify(items);
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${text.length} ${hash >>> 0}`;
}

/** Whether a call gave one page. */
export function isOnePage(value: unknown): value is OnePage {
  return isObject(value) && isObject(value.output) && Array.isArray(value.output.items);
}

function isPowerOfTwo(number: number): boolean {
  return (number & (number - 1)) === 0;
}
