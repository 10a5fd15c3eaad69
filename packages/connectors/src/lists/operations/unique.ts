import { choiceIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { itemsField, itemsGiven, itemsIn, pathsField, pathsIn } from '../fields.ts';
import { keyOf } from '../keys.ts';

/** Leaves one item of those that are the same. */
export const unique = pureOperation({
  title: 'Remove duplicates',
  description: 'Keeps one of the items that are the same, by the fields you name or as a whole.',
  group: 'Pick items',
  keywords: ['deduplicate', 'dedupe', 'distinct', 'unique', 'repeated', 'double', 'array'],
  fields: {
    items: itemsField,
    by: {
      ...pathsField,
      title: 'Same when these are equal',
      description: 'The fields to compare. Empty to compare whole items.',
      'x-patchbay-basic': true,
    },
    keep: {
      type: 'string',
      title: 'Keep',
      description: 'Which of the same items goes on.',
      enum: ['first', 'last'],
      default: 'first',
      'x-patchbay-labels': { first: 'The first of them', last: 'The last of them' },
    },
  },
  required: ['items'],
  gives: {
    ...itemsGiven,
    removed: { type: 'integer', title: 'Removed', description: 'How many were left out.', minimum: 0 },
  },
  outputFrom: { input: 'items', as: 'items' },
  perform: (input) => {
    const items = itemsIn(input);
    const paths = pathsIn(input, { name: 'by', title: 'Same when these are equal' });
    const keyOfItem = keyOf(paths);
    const keep = choiceIn(input, { name: 'keep', title: 'Keep', choices: ['first', 'last'], fallback: 'first' });
    const keys = items.map(keyOfItem);
    const places = new Map<string, number>();
    for (const [at, key] of keys.entries()) if (keep === 'last' || !places.has(key)) places.set(key, at);
    const kept = items.filter((_, at) => places.get(keys[at] ?? '') === at);
    return { items: kept, count: kept.length, removed: items.length - kept.length };
  },
});
