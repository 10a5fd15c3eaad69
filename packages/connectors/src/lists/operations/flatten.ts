import { isObject, setOwn, say } from '@patchbay/connector';
import { fieldPath, lastName } from '../../values/fieldPath.ts';
import { filledTextIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { describe, refusal } from '../../values/refusal.ts';
import { counted, itemsField, itemsGiven, itemsIn, pathField, pathsField, pathsIn } from '../fields.ts';
import { namedReaders } from '../namedReaders.ts';

/** Makes one list of the lists inside the items. */
export const flatten = pureOperation({
  title: 'Split out nested lists',
  description: 'Makes one list of the lists inside the items: all lines of all orders, one after another.',
  group: 'Change shape',
  keywords: ['flatten', 'unnest', 'explode', 'unwind', 'split out', 'expand', 'array'],
  fields: {
    items: itemsField,
    field: { ...pathField, title: 'Field with the list', examples: ['lines'] },
    keep: {
      ...pathsField,
      title: 'Fields to carry along',
      description: 'Fields of the outer item to copy into each of its inner items.',
      'x-patchbay-basic': true,
    },
  },
  required: ['items', 'field'],
  gives: itemsGiven,
  sample: { items: [{ sku: 'A-1', quantity: 2, number: '1042' }], count: 1 },
  perform: (input) => {
    const path = filledTextIn(input, { name: 'field', title: 'Field with the list' });
    const read = fieldPath(path);
    const carried = namedReaders(pathsIn(input, { name: 'keep', title: 'Fields to carry along' }));
    const items: unknown[] = [];
    for (const outer of itemsIn(input)) {
      const inner = read(outer) ?? [];
      if (!Array.isArray(inner)) {
        throw refusal(
          'not_a_list',
          say('The field {path} holds {inner} where a list is needed.', { path, inner: describe(inner) }),
        );
      }
      if (items.length + inner.length > limits.items) {
        throw refusal('too_many_items', 'The nested lists have more than 100,000 items together.');
      }
      for (const item of inner) items.push(carry(item, { outer, carried, name: lastName(path) }));
    }
    return counted(items);
  },
});

type Carry = { outer: unknown; carried: ReturnType<typeof namedReaders>; name: string };

/** An inner item that is no object is put under the name of its list, so that there is a place for what is carried. */
function carry(item: unknown, { outer, carried, name }: Carry): unknown {
  if (carried.length === 0) return item;
  const result: Record<string, unknown> = {};
  for (const field of carried) setOwn(result, field.name, field.read(outer) ?? null);
  for (const [key, value] of isObject(item) ? Object.entries(item) : [[name, item] as const])
    setOwn(result, key, value);
  return result;
}
