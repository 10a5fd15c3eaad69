import { wholeNumberIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { itemsField, itemsIn } from '../fields.ts';

/** Cuts a list into lists of a size. */
export const batches = pureOperation({
  title: 'Split a list into batches',
  description: 'Cuts a long list into shorter ones, for an API that takes only so many at once.',
  group: 'Change shape',
  keywords: ['chunk', 'batch', 'group', 'page', 'divide', 'array', 'loop'],
  fields: {
    items: itemsField,
    size: {
      type: 'integer',
      title: 'Items in a batch',
      description: 'How many items each list has; the last one has what is left.',
      minimum: 1,
      maximum: limits.items,
      default: 100,
      'x-patchbay-basic': true,
    },
  },
  required: ['items'],
  gives: {
    batches: { type: 'array', title: 'Batches', description: 'The batches, each a list.', items: { type: 'array' } },
    count: { type: 'integer', title: 'Count', description: 'How many batches there are.', minimum: 0 },
  },
  sample: { batches: [['a', 'b'], ['c']], count: 2 },
  perform: (input) => {
    const items = itemsIn(input);
    const field = { name: 'size', title: 'Items in a batch' };
    const size = wholeNumberIn(input, { ...field, min: 1, max: limits.items, fallback: 100 });
    const count = Math.ceil(items.length / size);
    return { batches: Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size)), count };
  },
});
