import { say } from '@patchbay/connector';
import type { FieldSchema } from '@patchbay/connector';
import { type Field, type Input, listIn, textIn } from '../values/input.ts';
import { refusal } from '../values/refusal.ts';

/** The list a step works on. */
export const itemsField = {
  type: 'array',
  title: 'List',
  description: 'The list to work on. At most 100,000 items.',
} satisfies FieldSchema;

/** Where a value stands in each item, typed by a person. */
export const pathField = {
  type: 'string',
  title: 'Field',
  description: 'The name of the field in each item, such as total or customer.name. Empty for the item itself.',
  examples: ['customer.name'],
  'x-patchbay-widget': 'item-field',
  'x-patchbay-items': 'items',
} satisfies FieldSchema;

/** Several of them. */
export const pathsField = {
  type: 'array',
  title: 'Fields',
  'x-patchbay-widget': 'rows',
  items: pathField,
  maxItems: 50,
} satisfies FieldSchema;

/** What a list step gives: the list, typed like what came in, and how many there are. */
export const itemsGiven = {
  items: { type: 'array', title: 'List', description: 'The items, in order.' },
  count: { type: 'integer', title: 'Count', description: 'How many items there are.', minimum: 0 },
} satisfies Record<string, FieldSchema>;

/** The list in the field `items`. Throws OperationError. */
export function itemsIn(input: Input): readonly unknown[] {
  return listIn(input, { name: 'items', title: 'List' });
}

export function counted<Item>(items: readonly Item[]): { items: readonly Item[]; count: number } {
  return { items, count: items.length };
}

/** The paths in a field of kind `pathsField`. Throws OperationError. */
export function pathsIn(input: Input, field: Field): string[] {
  const paths = listIn(input, field);
  if (paths.length > 50)
    throw refusal('too_many_rows', say('{title} takes 50 fields at most.', { title: field.title }));
  return paths.map((path) => textIn({ path }, { name: 'path', title: field.title }));
}
