import { defineOperation } from '@patchbay/connector';

/** Waits for a request to an address of its own; the host takes the request and gives its word to the run. */
export const callback = defineOperation({
  title: 'Wait for a callback',
  description:
    'Waits until another system calls the link of this step, and goes on with what it sent. “Make an address” gives the link to an earlier step.',
  group: 'Waits',
  kind: 'wait',
  wait: 'callback',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      amount: {
        type: 'number',
        title: 'Wait at most',
        description: 'After that it goes on by the way "timeout". 30 days are the longest.',
        minimum: 0,
        default: 7,
        'x-patchbay-basic': true,
      },
      unit: {
        type: 'string',
        title: 'Unit',
        description: 'What the number counts.',
        enum: ['seconds', 'minutes', 'hours', 'days'],
        default: 'days',
        'x-patchbay-basic': true,
        'x-patchbay-labels': { seconds: 'Seconds', minutes: 'Minutes', hours: 'Hours', days: 'Days' },
      },
      example: {
        title: 'Example',
        description: 'What the request body looks like, so that later steps know its fields.',
        'x-patchbay-widget': 'json',
        'x-patchbay-basic': true,
      },
    },
    additionalProperties: false,
    'x-patchbay-order': ['amount', 'unit', 'example'],
  },
  output: {
    type: 'object',
    properties: {
      body: { title: 'Body', description: 'What was sent, read as JSON, form fields or text.' },
      query: { type: 'object', title: 'Query', additionalProperties: { type: 'string' } },
      headers: { type: 'object', title: 'Headers', additionalProperties: { type: 'string' } },
      method: { type: 'string', title: 'Method' },
    },
    additionalProperties: false,
    'x-patchbay-order': ['body', 'query', 'headers', 'method'],
  },
  outputFrom: { input: 'example', as: 'body' },
  outlets: [
    { name: 'done', label: 'called' },
    { name: 'timeout', label: 'timeout' },
  ],
});
