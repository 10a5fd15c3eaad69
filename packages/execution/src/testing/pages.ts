import type { CallRequest, CallResult } from '../ports.ts';
import type { RunEvent } from '../runEvent.ts';
import { succeededPaths } from './testRun.ts';

/**
 * What a `list` call of a drawn plan gives: as many pages as its input `many` and one more, of none to two items each, and
 * nothing that a call asked before could know. Whoever asks for the same page gets the same.
 */
export function pageOf({ input, page }: Pick<CallRequest, 'input' | 'page'>): CallResult {
  const { many } = input as { many: number };
  if (page === undefined) return { outlet: 'done', output: { items: [true] } };
  const at = typeof page.after === 'number' ? page.after : 0;
  const items = Array.from({ length: (at + many) % 3 }, (_, index) => (at + index) % 2 === 0);
  return { outlet: 'done', output: { items }, ...(at < many && { more: at + 1 }) };
}

/** What tells a call from all others of its run: where it stands, and which page it asks for where it reads a list. */
export function callName({ path, page }: Pick<CallRequest, 'path' | 'page'>): string {
  return page === undefined ? path : `${path} page ${typeof page.after === 'number' ? page.after : 0}`;
}

/** The calls whose success a journal tells of, by name, steps in loops included. */
export function finishedCalls(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type !== 'step.succeeded' || event.page === undefined) return succeededPaths([event]);
    return [`${event.path} page ${event.page.number - 1}`];
  });
}
