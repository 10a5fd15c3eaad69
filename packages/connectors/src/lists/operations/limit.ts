import { choiceIn, wholeNumberIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { itemsField, itemsGiven, itemsIn } from '../fields.ts';

/** Keeps so many items of a list. */
export const limit = pureOperation({
  title: 'Limit a list',
  description: 'Keeps only the first or last items.',
  group: 'Pick items',
  keywords: ['first', 'last', 'top', 'take', 'slice', 'skip', 'maximum', 'array'],
  fields: {
    items: itemsField,
    count: {
      type: 'integer',
      title: 'How many',
      description: 'How many items go on.',
      minimum: 0,
      maximum: limits.items,
      default: 10,
      'x-patchbay-basic': true,
    },
    from: {
      type: 'string',
      title: 'Counted from',
      description: 'Whether the first items go on, or the last.',
      enum: ['start', 'end'],
      default: 'start',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { start: 'The start of the list', end: 'The end of the list' },
    },
    skip: {
      type: 'integer',
      title: 'Skip',
      description: 'How many items to leave out before counting.',
      minimum: 0,
      maximum: limits.items,
      default: 0,
    },
  },
  required: ['items'],
  gives: {
    ...itemsGiven,
    leftOut: { type: 'integer', title: 'Left out', description: 'How many items were left out.', minimum: 0 },
  },
  outputFrom: { input: 'items', as: 'items' },
  perform: (input) => {
    const items = itemsIn(input);
    const range = { min: 0, max: limits.items };
    const count = wholeNumberIn(input, { name: 'count', title: 'How many', ...range, fallback: 10 });
    const skip = wholeNumberIn(input, { name: 'skip', title: 'Skip', ...range, fallback: 0 });
    const from = choiceIn(input, { name: 'from', title: 'Counted from', choices: ['start', 'end'], fallback: 'start' });
    const end = Math.max(0, items.length - skip);
    const kept = from === 'start' ? items.slice(skip, skip + count) : items.slice(Math.max(0, end - count), end);
    return { items: kept, count: kept.length, leftOut: items.length - kept.length };
  },
});
