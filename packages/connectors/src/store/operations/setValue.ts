import { hostedOperation } from '../../values/hostedOperation.ts';
import { keyField, minutesField, valueGiven } from '../fields.ts';

/** Saves a value under a key, over the one that is there. */
export const setValue = hostedOperation({
  title: 'Save a value',
  description: 'Keeps a value under a key, for this flow and others to read later.',
  group: 'Write',
  keywords: ['set', 'put', 'key value', 'variable', 'remember', 'storage', 'cache', 'redis', 'state'],
  effect: 'update',
  repeat: 'key',
  outputFrom: { input: 'value', as: 'value' },
  fields: {
    key: keyField,
    value: {
      title: 'Value',
      description: 'Any data, at most 64 KB.',
      'x-patchbay-widget': 'json',
      'x-patchbay-basic': true,
    },
    minutes: minutesField,
  },
  required: ['key', 'value'],
  gives: { value: valueGiven },
  sample: { value: 1042 },
});
