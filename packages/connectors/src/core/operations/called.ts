import { defineOperation } from '@patchbay/connector';

/** Started by another flow's step; what that step gives it is the payload. */
export const called = defineOperation({
  title: 'When another flow calls',
  description: 'Starts when a step of another flow calls this one, with what that step gives it.',
  group: 'Starts a flow',
  kind: 'trigger',
  startedBy: 'flow',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      example: {
        title: 'Example',
        description: 'What callers give, so that later steps and the callers know its fields.',
        'x-patchbay-widget': 'json',
        'x-patchbay-basic': true,
      },
    },
    additionalProperties: false,
    'x-patchbay-order': ['example'],
  },
  output: true,
  outputFrom: { input: 'example' },
});
