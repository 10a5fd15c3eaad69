import { hostedOperation } from '../../values/hostedOperation.ts';
import { keyField, valueGiven } from '../fields.ts';

/** Reads the value under a key. */
export const getValue = hostedOperation({
  title: 'Get a saved value',
  description: 'Reads what was saved under a key, or what you give for when there is nothing.',
  group: 'Read',
  keywords: ['key value', 'variable', 'read', 'storage', 'cache', 'redis', 'state', 'remember'],
  effect: 'read',
  repeat: 'natural',
  fields: {
    key: keyField,
    default: {
      title: 'Where there is none',
      description: 'The value to go on with when nothing is saved.',
      'x-patchbay-widget': 'json',
      'x-patchbay-basic': true,
    },
  },
  required: ['key'],
  gives: { value: valueGiven, found: { type: 'boolean', title: 'Found', description: 'Whether something is saved.' } },
  sample: { value: 1042, found: true },
});
