import { defineOperation } from '@patchbay/connector';

/** Started by a request to the step's own address; the hooks service does the work. */
export const webhook = defineOperation({
  title: 'When a request arrives',
  description: 'Gives this flow an address of its own. Each request to it starts a run.',
  group: 'Starts a flow',
  kind: 'trigger',
  startedBy: 'request',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      method: {
        type: 'string',
        title: 'Method',
        description: 'The kind of request the address takes.',
        enum: ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'ANY'],
        default: 'POST',
        'x-patchbay-basic': true,
        'x-patchbay-labels': { ANY: 'Any of them' },
      },
      answer: {
        type: 'string',
        title: 'Answer',
        description: 'Whether the sender waits for the flow, or gets an empty answer at once.',
        enum: ['run', 'at-once'],
        default: 'run',
        'x-patchbay-basic': true,
        'x-patchbay-labels': { run: 'What the flow answers', 'at-once': 'At once, before the flow runs' },
      },
      example: {
        title: 'Example',
        description: 'What a request body looks like, so that later steps know its fields. Capture one or type it.',
        'x-patchbay-widget': 'json',
        'x-patchbay-basic': true,
      },
    },
    additionalProperties: false,
    'x-patchbay-order': ['method', 'answer', 'example'],
  },
  output: {
    type: 'object',
    properties: {
      body: { title: 'Body', description: 'What was sent, read as JSON, form fields or text.' },
      query: {
        type: 'object',
        title: 'Query',
        description: 'What stood behind the ? of the address.',
        additionalProperties: { type: 'string' },
      },
      headers: { type: 'object', title: 'Headers', additionalProperties: { type: 'string' } },
      method: { type: 'string', title: 'Method', enum: ['POST', 'GET', 'PUT', 'PATCH', 'DELETE'] },
    },
    required: ['body', 'query', 'headers', 'method'],
    additionalProperties: false,
    'x-patchbay-order': ['body', 'query', 'headers', 'method'],
  },
  outputFrom: { input: 'example', as: 'body' },
});
