import { defineOperation } from '@patchbay/connector';

/** Answers the request that started the run; the engine hands it to the hooks service. */
export const respond = defineOperation({
  title: 'Answer the request',
  description: 'Sends the answer to whoever called the address of this flow. The flow may go on afterwards.',
  group: 'Answers',
  kind: 'respond',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      body: {
        title: 'Body',
        description: 'What the sender gets: fields become JSON, text stays text, a file is a download.',
        'x-patchbay-widget': 'json',
        'x-patchbay-basic': true,
      },
      status: {
        type: 'integer',
        title: 'Status',
        description: '200 says it worked, 202 that it will be done, 400 that the request was wrong.',
        minimum: 200,
        maximum: 599,
        default: 200,
        'x-patchbay-basic': true,
      },
      headers: {
        type: 'object',
        title: 'Headers',
        description: 'Further headers of the answer, a name and a text each.',
        additionalProperties: { type: 'string' },
        'x-patchbay-widget': 'fields',
      },
    },
    additionalProperties: false,
    'x-patchbay-order': ['body', 'status', 'headers'],
  },
  output: {
    type: 'object',
    properties: {
      status: { type: 'integer', title: 'Status' },
      body: { title: 'Body' },
      headers: { type: 'object', title: 'Headers', additionalProperties: { type: 'string' } },
    },
    additionalProperties: false,
    'x-patchbay-order': ['status', 'body', 'headers'],
  },
  outputFrom: { input: 'body', as: 'body' },
});
