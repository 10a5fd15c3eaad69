import { hostedOperation } from '../../values/hostedOperation.ts';

/** Lists saved values by how their keys begin. */
export const listValues = hostedOperation({
  title: 'List saved values',
  description: 'Lists the values whose keys begin alike, in the order of their keys.',
  group: 'Read',
  keywords: ['keys', 'scan', 'prefix', 'search', 'key value', 'redis'],
  effect: 'read',
  repeat: 'natural',
  fields: {
    prefix: {
      type: 'string',
      title: 'Keys that begin with',
      description: 'The beginning of the keys. Empty: all of them.',
      maxLength: 200,
      examples: ['invoice-'],
      'x-patchbay-basic': true,
    },
    limit: {
      type: 'integer',
      title: 'At most',
      description: 'How many values to give.',
      default: 100,
      minimum: 1,
      maximum: 1_000,
    },
  },
  gives: {
    items: {
      type: 'array',
      title: 'Values',
      description: 'Each with its key.',
      items: {
        type: 'object',
        properties: {
          key: { type: 'string', title: 'Key' },
          value: { title: 'Value' },
          changedAt: { type: 'string', format: 'date-time', title: 'Changed at' },
        },
        required: ['key', 'value', 'changedAt'],
        additionalProperties: false,
        'x-patchbay-order': ['key', 'value', 'changedAt'],
      },
    },
    count: { type: 'integer', title: 'Count', description: 'How many it gives.', minimum: 0 },
  },
  sample: { items: [{ key: 'invoice-number', value: 1042, changedAt: '2026-03-14T09:30:00Z' }], count: 1 },
});
