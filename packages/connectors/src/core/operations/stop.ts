import { defineOperation } from '@patchbay/connector';

/** Ends the run; the engine does it. */
export const stop = defineOperation({
  title: 'Stop',
  description: 'Ends the run here. Steps under way on other ways finish, and nothing new begins.',
  group: 'Chooses the way',
  kind: 'stop',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      outcome: {
        type: 'string',
        title: 'The run has',
        description: 'How the run ends.',
        enum: ['failed', 'succeeded'],
        default: 'failed',
        'x-patchbay-basic': true,
        'x-patchbay-labels': { failed: 'Failed', succeeded: 'Succeeded' },
      },
      message: {
        type: ['string', 'null'],
        title: 'Message',
        description: 'Why it failed, in words for whoever looks at the run.',
        examples: ['The order has no lines.'],
        'x-patchbay-basic': true,
        'x-patchbay-when': { field: 'outcome', is: ['failed'] },
      },
    },
    additionalProperties: false,
    'x-patchbay-order': ['outcome', 'message'],
  },
  output: { type: 'object', properties: {}, additionalProperties: false },
  outlets: [],
});
