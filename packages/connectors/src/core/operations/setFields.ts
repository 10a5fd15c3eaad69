import { defineOperation } from '@patchbay/connector';

/** Gives what was mapped into it, under names a person chose. */
export const setFields = defineOperation({
  title: 'Set fields',
  description: 'Puts values together under names of your own, for later steps to use.',
  group: 'Shapes data',
  kind: 'pure',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      fields: {
        type: 'object',
        title: 'Fields',
        description: 'A name and a value each.',
        additionalProperties: true,
        'x-patchbay-widget': 'fields',
      },
    },
    required: ['fields'],
    additionalProperties: false,
    'x-patchbay-order': ['fields'],
  },
  output: { type: 'object', additionalProperties: true },
  outputFrom: { input: 'fields' },
  perform: (input) => (input as { fields?: unknown } | undefined)?.fields ?? {},
});
