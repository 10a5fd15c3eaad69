import { defineOperation } from '@patchbay/connector';

/** The address of a callback step, to be sent to whoever will call it; the host makes it. */
export const callbackAddress = defineOperation({
  title: 'Make a callback address',
  description: 'Gives the address that a later step waits to be called at, to send it to somebody first.',
  group: 'Waits',
  kind: 'call',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      step: {
        type: 'string',
        title: 'Step',
        description: 'The step that waits for the callback.',
        minLength: 1,
        'x-patchbay-widget': 'callback',
      },
    },
    required: ['step'],
    additionalProperties: false,
    'x-patchbay-order': ['step'],
  },
  output: {
    type: 'object',
    properties: { url: { type: 'string', format: 'uri', title: 'Address' } },
    required: ['url'],
    additionalProperties: false,
  },
  givesAddressOf: { input: 'step' },
});
