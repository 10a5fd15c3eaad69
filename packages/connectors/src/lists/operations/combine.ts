import { isObject, setOwn } from '@patchbay/connector';
import { fieldPath } from '../../values/fieldPath.ts';
import { choiceIn, type Input, listIn, textIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { isEmpty } from '../../values/sameness.ts';
import { counted, itemsField, itemsGiven, pathField } from '../fields.ts';
import { indexBy, keyOf } from '../keys.ts';

/** Fields count only where the lists are matched by them. */
const WHEN_KEY = { field: 'how', is: ['key'] };

/** Makes one list of two: one after the other, side by side, or matched by a field. */
export const combine = pureOperation({
  title: 'Combine two lists',
  description: 'Makes one list of two: one after the other, side by side, or matched by a field.',
  group: 'Two lists',
  keywords: ['merge', 'join', 'append', 'concat', 'zip', 'lookup', 'enrich', 'vlookup', 'match', 'array'],
  fields: {
    first: { ...itemsField, title: 'First list' },
    second: { ...itemsField, title: 'Second list' },
    how: {
      type: 'string',
      title: 'How',
      description: 'How the two become one.',
      enum: ['append', 'position', 'key'],
      default: 'append',
      'x-patchbay-basic': true,
      'x-patchbay-labels': {
        append: 'One after the other',
        position: 'Side by side, first with first',
        key: 'Matched by a field',
      },
    },
    firstField: {
      ...pathField,
      title: 'Field of the first list',
      examples: ['customerId'],
      'x-patchbay-items': 'first',
      'x-patchbay-basic': true,
      'x-patchbay-when': WHEN_KEY,
    },
    secondField: {
      ...pathField,
      title: 'Field of the second list',
      examples: ['id'],
      'x-patchbay-items': 'second',
      'x-patchbay-basic': true,
      'x-patchbay-when': WHEN_KEY,
    },
    unmatched: {
      'x-patchbay-when': WHEN_KEY,
      type: 'string',
      title: 'Items without a match',
      description: 'What becomes of items that only one list has.',
      enum: ['first', 'none', 'both'],
      default: 'first',
      'x-patchbay-labels': {
        first: 'Keep those of the first list',
        none: 'Leave out',
        both: 'Keep those of both lists',
      },
    },
  },
  required: ['first', 'second'],
  gives: itemsGiven,
  sample: { items: [{ number: '1042', customerId: 7, id: 7, name: 'Ada Lovelace' }], count: 1 },
  perform: (input) => {
    const first = listIn(input, { name: 'first', title: 'First list' });
    const second = listIn(input, { name: 'second', title: 'Second list' });
    const ways = ['append', 'position', 'key'] as const;
    const how = choiceIn(input, { name: 'how', title: 'How', choices: ways, fallback: 'append' });
    if (how === 'key') return counted(joined(input, first, second));
    const items =
      how === 'append'
        ? [...first, ...second]
        : Array.from({ length: Math.max(first.length, second.length) }, (_, at) => merged(first[at], second[at]));
    if (items.length > limits.items) throw tooMany();
    return counted(items);
  },
});

function joined(input: Input, first: readonly unknown[], second: readonly unknown[]): unknown[] {
  const firstField = textIn(input, { name: 'firstField', title: 'Field of the first list' });
  const secondField = textIn(input, { name: 'secondField', title: 'Field of the second list' }) || firstField;
  const ways = ['first', 'none', 'both'] as const;
  const unmatched = choiceIn(input, {
    name: 'unmatched',
    title: 'Items without a match',
    choices: ways,
    fallback: 'first',
  });
  const index = indexBy(second, keyOf([secondField]));
  const keyOfFirst = keyOf([firstField]);
  const read = fieldPath(firstField);
  const met = new Set<number>();
  const items: unknown[] = [];
  for (const item of first) {
    // Two items that both lack the field have nothing in common.
    const places = isEmpty(read(item)) ? [] : (index.get(keyOfFirst(item)) ?? []);
    if (items.length + places.length > limits.items) throw tooMany();
    for (const at of places) items.push(merged(item, second[at]));
    for (const at of places) met.add(at);
    if (places.length === 0 && unmatched !== 'none') items.push(item);
  }
  const rest = unmatched === 'both' ? second.filter((_, at) => !met.has(at)) : [];
  if (items.length + rest.length > limits.items) throw tooMany();
  return [...items, ...rest];
}

/** Fields of both; where both have one, the second's. What is no object gives way to the other, or both become a pair. */
function merged(first: unknown, second: unknown): unknown {
  if (first === undefined || first === null) return second;
  if (second === undefined || second === null) return first;
  if (!isObject(first) || !isObject(second)) return [first, second];
  const result: Record<string, unknown> = {};
  for (const part of [first, second]) for (const [key, value] of Object.entries(part)) setOwn(result, key, value);
  return result;
}

function tooMany() {
  return refusal(
    'too_many_items',
    'The lists combine to more than 100,000 items. Split them up, or match by a field that is unique.',
  );
}
