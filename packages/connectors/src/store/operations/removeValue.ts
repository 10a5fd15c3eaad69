import { hostedOperation } from '../../values/hostedOperation.ts';
import { keyField } from '../fields.ts';

/** Deletes the value under a key. */
export const removeValue = hostedOperation({
  title: 'Delete a saved value',
  description: 'Deletes what was saved under a key.',
  group: 'Write',
  keywords: ['remove', 'clear', 'forget', 'key value', 'redis'],
  effect: 'delete',
  repeat: 'key',
  fields: { key: keyField },
  required: ['key'],
  gives: { existed: { type: 'boolean', title: 'Existed', description: 'Whether there was something to delete.' } },
  sample: { existed: true },
});
