import { messageOf, type Saying, say } from '@patchbay/words';
import type { Paging, Place } from './answerRules.ts';
import { OperationError } from './failure.ts';
import { isObject, type Json, own } from './json.ts';
import type { Filling, HttpRequest, RequestTemplate } from './request.ts';
import { valueAt } from './valueAt.ts';

/** What an operation gives whose list comes page by page. */
export type PagedOutput = { items: unknown[]; count: number; hasMore: boolean };

export function pagedOutput(items: unknown[], hasMore: boolean): PagedOutput {
  return { items, count: items.length, hasMore };
}

/** The part of a request's template that says where its values go. */
export type Places = Pick<RequestTemplate, 'parameters' | 'body'>;

/** The names that lead to the input that a place of the request is filled from; empty where none does. */
export function pageInput({ parameters, body }: Places, place: Place): readonly string[] {
  if (place.in !== 'body') {
    const found = parameters.find(
      ({ in: where, name }) => where === place.in && name.toLowerCase() === place.name.toLowerCase(),
    );
    return found === undefined ? [] : [found.input];
  }
  if (body === undefined) return [];
  return [...(body.fields === undefined ? [body.input] : []), ...place.name.split('.')];
}

/** An input of this name and value asks for one page, whatever its size: a look for something new needs no more. */
export const ONE_PAGE = { 'pages:one': true } as const;

/** The most that "all" gives. */
export const MOST_ITEMS = 100_000;

/** How much of a list an input asks for. `Infinity` where it wants all. */
export function wantedItems(input: unknown): { most: number; isOnePage: boolean } {
  const fields = isObject(input) ? input : {};
  const pages = own(fields, 'pages');
  const { take, count = 100 } = isObject(pages) ? pages : {};
  const isOnePage = own(fields, 'pages:one') === true;
  if (take === 'all' || isOnePage) return { most: Number.POSITIVE_INFINITY, isOnePage };
  const most = typeof count === 'string' && count.trim() !== '' ? Number(count) : count;
  if (typeof most === 'number' && Number.isInteger(most) && most >= 1 && most <= MOST_ITEMS) return { most, isOnePage };
  throw refusal(
    'count_not_valid',
    say('How many items to take must be a whole number from 1 to {most}.', { most: MOST_ITEMS }),
  );
}

/** One page of a list: what is put into the request, or the whole address where the API gave it. */
export type Page = { fillings: readonly Filling[]; url?: string };

/** The page a list starts with, and what is put into the request of each of its pages. */
export function firstPage(template: Places, { paging, most }: { paging: Paging; most: number }): Page {
  const { size } = paging;
  const start = paging.style === 'page' ? (paging.first ?? 1) : paging.style === 'offset' ? 0 : undefined;
  return {
    fillings: [
      ...(size === undefined ? [] : filled(template, size, Math.min(size.most, most))),
      ...(start === undefined || !('to' in paging) ? [] : filled(template, paging.to, start)),
    ],
  };
}

/** An answer with one page of the list in it. */
export type PageAnswer = {
  answer: unknown;
  headers: Readonly<Record<string, string>>;
  request: Pick<HttpRequest, 'url'>;
  /** How many pages came before. */
  number: number;
  /** What stands on this page, and how many items there were on all so far. */
  items: readonly unknown[];
  count: number;
};

/** The page that follows; undefined after the last. Throws OperationError where the API sends us somewhere else. */
export function nextPage(template: Places, paging: Paging, page: PageAnswer): Page | undefined {
  switch (paging.style) {
    case 'once':
      return undefined;
    case 'link':
      return pageAt(linkTo('next', page.headers.link ?? ''), page.request);
    case 'nextUrl':
      return pageAt(valueAt(page.answer, paging.next), page.request);
    case 'cursor': {
      const cursor = valueAt(page.answer, paging.next);
      const isEnd = isNothing(cursor) || (paging.more !== undefined && !valueAt(page.answer, paging.more));
      return isEnd ? undefined : { fillings: filled(template, paging.to, cursor as Json) };
    }
    case 'lastItem': {
      const cursor = valueAt(page.items.at(-1), paging.item);
      const isMore = paging.more === undefined ? isFull(paging, page) : Boolean(valueAt(page.answer, paging.more));
      return isNothing(cursor) || !isMore ? undefined : { fillings: filled(template, paging.to, cursor as Json) };
    }
    case 'offset':
      return goesOn(paging, page) ? { fillings: filled(template, paging.to, page.count) } : undefined;
    case 'page': {
      const next = (paging.first ?? 1) + page.number + 1;
      return goesOn(paging, page) ? { fillings: filled(template, paging.to, next) } : undefined;
    }
  }
}

function goesOn(paging: Paging & { total?: string }, page: PageAnswer): boolean {
  const total = paging.total === undefined ? undefined : Number(valueAt(page.answer, paging.total) ?? Number.NaN);
  if (total !== undefined && !Number.isNaN(total)) return page.items.length > 0 && page.count < total;
  return isFull(paging, page);
}

/** A page with fewer items than there is room for is the last. APIs that do not say how many fit end with an empty one. */
function isFull({ size }: Paging, { items, request }: PageAnswer): boolean {
  const asked =
    size?.in === 'query' ? Number(URL.parse(request.url)?.searchParams.get(size.name) ?? Number.NaN) : size?.most;
  return items.length > 0 && (asked === undefined || Number.isNaN(asked) || items.length >= asked);
}

function filled(template: Places, place: Place, value: Json): Filling[] {
  const at = pageInput(template, place);
  return at.length === 0 ? [] : [{ at, value, isFixed: true }];
}

/** An address of the API's own choosing must be one of its own: the next request is signed. */
function pageAt(next: unknown, { url }: Pick<HttpRequest, 'url'>): Page | undefined {
  if (isNothing(next) || typeof next !== 'string') return undefined;
  const target = URL.parse(next, url);
  if (target === null || target.origin !== URL.parse(url)?.origin) {
    throw refusal(
      'next_page_elsewhere',
      'The API says that the list goes on at another address, which is not followed.',
    );
  }
  return { fillings: [], url: target.href };
}

const isNothing = (value: unknown) => value === undefined || value === null || value === '' || value === false;

/** The address of `<...>; rel="next"` among the links of an answer. */
function linkTo(relation: string, header: string): string | undefined {
  for (const [, address, parameters = ''] of header.slice(0, 20_000).matchAll(/<([^<>]*)>([^<]*)/g)) {
    const named = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters);
    if ((named?.[1] ?? named?.[2] ?? '').toLowerCase().split(/\s+/).includes(relation)) return address;
  }
  return undefined;
}

/** The list on a page; an API may leave out one that is empty. Throws OperationError for anything else. */
export function listOn(answer: unknown, path: string): readonly unknown[] {
  const list = valueAt(answer, path);
  if (Array.isArray(list)) return list;
  if (list === undefined || list === null) return [];
  throw refusal('answer_not_list', 'The API answered with something else than the list that was asked for.');
}

function refusal(code: string, saying: Saying): OperationError {
  return new OperationError({ code, ...messageOf(saying), retry: 'never' });
}
