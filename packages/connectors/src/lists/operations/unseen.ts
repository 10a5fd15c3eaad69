import { hostedOperation } from '../../values/hostedOperation.ts';
import { itemsField, itemsGiven, pathsField } from '../fields.ts';

/** Leaves the items that no earlier run of the flow has seen, and remembers them. The host keeps the memory. */
export const unseen = hostedOperation({
  title: 'Remove items seen before',
  description: 'Keeps only the items that no earlier run of this flow has seen, and remembers them for the next.',
  group: 'Pick items',
  keywords: ['deduplicate', 'dedupe', 'new items', 'across runs', 'memory', 'already processed', 'once', 'array'],
  effect: 'none',
  repeat: 'key',
  outputFrom: { input: 'items', as: 'items' },
  fields: {
    items: itemsField,
    by: {
      ...pathsField,
      title: 'Same when these are equal',
      description: 'The fields that name an item, such as id. Empty to compare whole items.',
      'x-patchbay-basic': true,
    },
    memory: {
      type: 'string',
      title: 'Name of the memory',
      description: 'Steps of this flow that use the same name share what they have seen. Empty: only this step.',
      maxLength: 80,
    },
    keepDays: {
      type: 'integer',
      title: 'Forget after days',
      description: 'An item that was not seen for so long counts as new again. Empty: never.',
      minimum: 1,
      maximum: 3_650,
    },
    keepLast: {
      type: 'integer',
      title: 'Remember at most',
      description: 'How many items to remember; those that were not seen for the longest time go first.',
      default: 100_000,
      minimum: 1,
      maximum: 100_000,
    },
  },
  required: ['items'],
  gives: {
    ...itemsGiven,
    removed: { type: 'integer', title: 'Removed', description: 'How many were seen before.', minimum: 0 },
  },
});
