import { defineOperation } from '@patchbay/connector';

/** Started by a person who fills in a form made from the example. */
export const manual = defineOperation({
  title: 'When started by hand',
  description: 'Starts when someone presses Run, with the values given then.',
  group: 'Starts a flow',
  kind: 'trigger',
  startedBy: 'hand',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      example: {
        title: 'Example',
        description: 'The values to start with, so that later steps know their fields.',
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
