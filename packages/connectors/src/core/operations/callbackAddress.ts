import { defineOperation } from '@patchbay/connector';

/** The address of a step that waits, to be sent to whoever will call it or answer it; the host makes it. */
export const callbackAddress = defineOperation({
  title: 'Make an address',
  description: 'Gives the link of a later step that waits for a callback or an approval, to send it on first.',
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
        description: 'The step that waits. Another system calls its link, or a person opens it to approve or decline.',
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
  hosted: true,
});
