import { own } from '@patchbay/connector';
import { type Input, textIn, wholeNumberIn } from '../values/input.ts';
import { refusal } from '../values/refusal.ts';
import { itemsIn, pathsIn } from './fields.ts';
import { keyOf } from './keys.ts';

/** What a step that leaves out what was seen before has in hand. Items with equal keys are the same. */
export type UnseenInput = {
  items: readonly unknown[];
  keys: string[];
  /** Undefined: the step has a memory to itself. */
  memory: string | undefined;
  keepDays: number | undefined;
  keepLast: number;
};

/** Reads the input of `lists/unseen`, for the host that keeps the memory. Throws OperationError. */
export function unseenIn(input: Input): UnseenInput {
  const items = itemsIn(input);
  const keys = items.map(keyOf(pathsIn(input, { name: 'by', title: 'Same when these are equal' })));
  const memory = textIn(input, { name: 'memory', title: 'Name of the memory' }).trim();
  if (memory.length > 80 || memory.includes('\0') || !memory.isWellFormed()) {
    throw refusal('name_not_valid', 'The name of a memory is a text of 80 characters at most.');
  }
  const days = own(input, 'keepDays');
  const isLimited = days !== undefined && days !== null && days !== '';
  const keepDays = isLimited
    ? wholeNumberIn(input, { name: 'keepDays', title: 'Forget after days', min: 1, max: 3_650, fallback: 1 })
    : undefined;
  const most = { name: 'keepLast', title: 'Remember at most', min: 1, max: 100_000, fallback: 100_000 };
  return { items, keys, memory: memory === '' ? undefined : memory, keepDays, keepLast: wholeNumberIn(input, most) };
}
