import { isObject, own, say } from '@patchbay/connector';
import { limits } from './limits.ts';
import { describe, refusal } from './refusal.ts';

/** A step's input as it was mapped: any field may be missing, or be of another type than the form asked for. */
export type Input = Readonly<Record<string, unknown>>;

/** A field of the input with its name on the form, for sentences. */
export type Field = { name: string; title: string };

/** A list. Nothing counts as an empty one, since APIs leave out what has no items. Throws OperationError. */
export function listIn(input: Input, { name, title }: Field): readonly unknown[] {
  const list = own(input, name) ?? [];
  if (!Array.isArray(list))
    throw refusal('not_a_list', say('{title} got {list} where a list is needed.', { title, list: describe(list) }));
  if (list.length > limits.items) {
    throw refusal(
      'too_many_items',
      say('{title} has {length} items. A step takes 100,000 at most; split it up.', { title, length: list.length }),
    );
  }
  return list;
}

/** A list of objects: the rows a person added to the form. Throws OperationError. */
export function rowsIn(input: Input, field: Field): readonly Input[] {
  const list = listIn(input, field);
  if (list.length > 50) throw refusal('too_many_rows', say('{title} takes 50 rows at most.', { title: field.title }));
  return list.map((row) => {
    if (isObject(row)) return row;
    throw refusal(
      'not_an_object',
      say('{title} holds {row} where named values are needed.', { title: field.title, row: describe(row) }),
    );
  });
}

/** A text; a number or a yes-or-no is written out, nothing is the empty text. Throws OperationError. */
export function textIn(input: Input, { name, title }: Field): string {
  const value = own(input, name) ?? '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') {
    throw refusal('not_a_text', say('{title} got {value} where a text is needed.', { title, value: describe(value) }));
  }
  if (value.length > limits.textLength) throw refusal('text_too_long', say('{title} is longer than 25 MB.', { title }));
  return value;
}

/** A text that must hold something besides spaces. Throws OperationError. */
export function filledTextIn(input: Input, field: Field): string {
  const text = textIn(input, field);
  if (text.trim() === '') throw refusal('value_missing', say('{title} is empty.', { title: field.title }));
  return text;
}

/** A whole number, also written as text. Throws OperationError. */
export function wholeNumberIn(
  input: Input,
  { name, title, min, max, fallback }: Field & { min: number; max: number; fallback: number },
): number {
  const value = own(input, name) ?? fallback;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < min || number > max) {
    throw refusal('number_not_valid', say('{title} must be a whole number from {min} to {max}.', { title, min, max }));
  }
  return number;
}

/** One of the choices of a form. Throws OperationError. */
export function choiceIn<const Choice extends string>(
  input: Input,
  { name, title, choices, fallback }: Field & { choices: readonly Choice[]; fallback: NoInfer<Choice> },
): Choice {
  const value = own(input, name) ?? fallback;
  const choice = choices.find((it) => it === value);
  if (choice === undefined)
    throw refusal('choice_not_valid', say('{title} must be one of {choices}.', { title, choices: choices.join(', ') }));
  return choice;
}

/** Yes or no, also written as text. Throws OperationError. */
export function yesIn(input: Input, { name, title, fallback = false }: Field & { fallback?: boolean }): boolean {
  const value = own(input, name) ?? fallback;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw refusal(
    'not_yes_or_no',
    say('{title} got {value} where yes or no is needed.', { title, value: describe(value) }),
  );
}
