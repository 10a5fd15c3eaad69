import type { FieldSchema } from '@patchbay/connector';
import { listIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { sameness } from '../../values/sameness.ts';
import { itemsField, pathsField, pathsIn } from '../fields.ts';
import { indexBy, keyOf } from '../keys.ts';

const listGiven = (title: string, description: string): FieldSchema => ({ type: 'array', title, description });

/** Tells what is new, gone, changed and the same between two lists. */
export const compare = pureOperation({
  title: 'Compare two lists',
  description: 'Tells which items are new, gone, changed or the same between an old list and a new one.',
  group: 'Two lists',
  keywords: ['difference', 'diff', 'sync', 'added', 'removed', 'changed', 'datasets', 'array'],
  fields: {
    old: { ...itemsField, title: 'Old list' },
    new: { ...itemsField, title: 'New list' },
    by: {
      ...pathsField,
      title: 'Same item when these are equal',
      description: 'The fields that name an item, such as id. Empty to compare whole items.',
      'x-patchbay-basic': true,
    },
  },
  required: ['old', 'new'],
  gives: {
    added: listGiven('New', 'Items that only the new list has.'),
    removed: listGiven('Gone', 'Items that only the old list has.'),
    changed: {
      type: 'array',
      title: 'Changed',
      description: 'Items of both lists that differ in some field.',
      items: {
        type: 'object',
        properties: { old: { title: 'Old' }, new: { title: 'New' } },
        required: ['old', 'new'],
        additionalProperties: false,
      },
    },
    same: listGiven('Same', 'Items that both lists have, as the new list has them.'),
  },
  sample: {
    added: [{ id: 3, name: 'Cleo' }],
    removed: [{ id: 1, name: 'Ada' }],
    changed: [{ old: { id: 2, name: 'Bea' }, new: { id: 2, name: 'Beatrice' } }],
    same: [],
  },
  perform: (input) => {
    const before = listIn(input, { name: 'old', title: 'Old list' });
    const after = listIn(input, { name: 'new', title: 'New list' });
    const key = keyOf(pathsIn(input, { name: 'by', title: 'Fields' }));
    const left = indexBy(before, key);
    for (const places of left.values()) places.reverse();
    const pairs: { old: unknown; new: unknown }[] = [];
    const added: unknown[] = [];
    for (const item of after) {
      // Items with the same key meet one by one, so a list compared with itself has nothing new.
      const match = left.get(key(item))?.pop();
      if (match === undefined) added.push(item);
      else pairs.push({ old: before[match], new: item });
    }
    const gone = new Set([...left.values()].flat());
    const isSame = (pair: { old: unknown; new: unknown }) => sameness(pair.old) === sameness(pair.new);
    return {
      added,
      removed: before.filter((_, at) => gone.has(at)),
      changed: pairs.filter((pair) => !isSame(pair)),
      same: pairs.filter(isSame).map((pair) => pair.new),
    };
  },
});
