import { messageOf, type Said, say } from '@patchbay/words';
import { OperationError } from '@patchbay/connector';
import { describe } from './describe.ts';
import type { LoopTask, OnError } from './loopState.ts';
import type { PlannedStep } from './plan.ts';

/** The most rounds of a loop, and the most of them at once. */
const MOST_ROUNDS = 100_000;
const MOST_AT_ONCE = 100;
const DEFAULT_ROUNDS = 100;

const oneByOne = { items: [], atOnce: 1, onError: 'stop', first: undefined } as const;

/** What a loop is to do by its inputs. Throws OperationError where they make no sense. */
export function loopTaskOf({ frame }: Pick<PlannedStep, 'frame'>, input: Record<string, unknown>): LoopTask {
  if (frame === 'once') return { ...oneByOne, count: 1 };
  if (frame === 'until') {
    const count = wholeNumber(input.limit ?? DEFAULT_ROUNDS, { most: MOST_ROUNDS, field: say('At most') });
    return { ...oneByOne, count, first: input.first };
  }
  const items = listOf(input.items);
  const atOnce = wholeNumber(input.atOnce ?? 1, { most: MOST_AT_ONCE, field: say('At once') });
  return { items, count: items.length, atOnce, onError: onErrorOf(input.onError), first: undefined };
}

/** No list counts as an empty one: APIs leave out what has no items. */
function listOf(items: unknown): readonly unknown[] {
  const list = items ?? [];
  if (!Array.isArray(list)) {
    throw refusal('items_not_a_list', say('The loop got {what} where a list is needed.', { what: describe(list) }));
  }
  if (list.length <= MOST_ROUNDS) return list;
  throw refusal(
    'too_many_items',
    say('The list has {count} items. A loop takes 100,000 at most; split the list up.', { count: list.length }),
  );
}

function wholeNumber(value: unknown, { most, field }: { most: number; field: Said }): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
  const sentence = say('"{field}" must be a whole number from 1 to {most}. It got {what}.', {
    field,
    most: most.toLocaleString('en'),
    what: describe(value),
  });
  throw refusal('loop_input_not_valid', sentence);
}

function onErrorOf(value: unknown): OnError {
  return value === 'skip' || value === 'collect' ? value : 'stop';
}

function refusal(code: string, saying: Said): OperationError {
  return new OperationError({ code, ...messageOf(saying), retry: 'never' });
}
