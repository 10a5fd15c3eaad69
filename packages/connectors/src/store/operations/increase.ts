import { hostedOperation } from '../../values/hostedOperation.ts';
import { keyField, minutesField } from '../fields.ts';

/** Adds to a saved number, at once, however many runs do so. */
export const increase = hostedOperation({
  title: 'Increase a counter',
  description: 'Adds to a saved number and gives the sum. Runs that count at the same moment each get their own.',
  group: 'Write',
  keywords: ['increment', 'count', 'sequence', 'next number', 'decrease', 'key value', 'redis'],
  effect: 'update',
  repeat: 'key',
  fields: {
    key: { ...keyField, description: 'The name of the counter. It starts at 0.', examples: ['invoice-number'] },
    by: {
      type: 'number',
      title: 'By',
      description: 'How much to add; a number below 0 takes away.',
      default: 1,
      'x-patchbay-basic': true,
    },
    minutes: minutesField,
  },
  required: ['key'],
  gives: { value: { type: 'number', title: 'Value', description: 'The number, after adding.' } },
  sample: { value: 1042 },
});
