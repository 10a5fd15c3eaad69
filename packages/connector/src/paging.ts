import type { Place } from './answerRules.ts';
import type { RequestTemplate } from './request.ts';

/** What an operation gives whose list comes page by page. */
export type PagedOutput = { items: unknown[]; count: number; hasMore: boolean };

export function pagedOutput(items: unknown[], hasMore: boolean): PagedOutput {
  return { items, count: items.length, hasMore };
}

/** The names that lead to the input that a place of the request is filled from; empty where none does. */
export function pageInput({ parameters, body }: RequestTemplate, place: Place): readonly string[] {
  if (place.in !== 'body') {
    const found = parameters.find(
      ({ in: where, name }) => where === place.in && name.toLowerCase() === place.name.toLowerCase(),
    );
    return found === undefined ? [] : [found.input];
  }
  if (body === undefined) return [];
  return [...(body.fields === undefined ? [body.input] : []), ...place.name.split('.')];
}
