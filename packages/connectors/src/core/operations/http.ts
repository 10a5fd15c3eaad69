import { defineOperation } from '@patchbay/connector';
import { httpRequest, sendings } from '../httpRequest.ts';

/** The methods that send something; GET and HEAD only ask. */
const WITH_BODY = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Any address, for what no connector covers. */
export const http = defineOperation({
  title: 'HTTP request',
  description: 'Calls any address on the internet and gives back what it answers.',
  group: 'Calls out',
  kind: 'call',
  effect: 'send',
  repeat: 'by-method',
  accountOf: 'web',
  needsConnection: false,
  input: {
    type: 'object',
    properties: {
      method: {
        type: 'string',
        title: 'Method',
        description: 'GET reads, POST sends something new, PUT and PATCH change it, DELETE removes it.',
        enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'],
        default: 'GET',
        'x-patchbay-basic': true,
      },
      url: {
        type: 'string',
        title: 'Address',
        description: 'The whole address, with https:// in front.',
        examples: ['https://api.example.com/orders/1042'],
        minLength: 1,
      },
      query: {
        type: 'object',
        title: 'Query',
        description: 'Values to put behind the ? of the address, a name and a value each.',
        additionalProperties: true,
        'x-patchbay-widget': 'fields',
      },
      headers: {
        type: 'object',
        title: 'Headers',
        description: 'Further headers, a name and a text each. Keep secrets in a connected account instead.',
        additionalProperties: true,
        'x-patchbay-widget': 'fields',
      },
      body: {
        title: 'Body',
        description:
          'What to send: fields become JSON, text stays text, a file is sent as it is. GET and HEAD send none.',
        'x-patchbay-widget': 'json',
        'x-patchbay-basic': true,
        'x-patchbay-when': { field: 'method', is: WITH_BODY, orFilled: true },
      },
      send: {
        type: 'string',
        title: 'Send the body as',
        description: 'A form with files takes plain values, lists and files.',
        enum: Object.keys(sendings),
        default: 'auto',
        'x-patchbay-labels': sendings,
        'x-patchbay-when': { field: 'method', is: WITH_BODY, orFilled: true },
      },
      asFile: {
        type: 'boolean',
        title: 'Keep the answer as a file',
        description: 'For texts such as a CSV; pictures, PDFs and other files always are. At most 100 MB.',
        default: false,
      },
      example: {
        title: 'Example of the answer',
        description:
          'What the answer looks like. Later steps know its fields by it, and a try on sample data answers with it.',
        'x-patchbay-widget': 'json',
        'x-patchbay-basic': true,
      },
    },
    required: ['url'],
    additionalProperties: false,
    'x-patchbay-order': ['method', 'url', 'query', 'headers', 'body', 'send', 'asFile', 'example'],
  },
  output: {
    type: 'object',
    properties: {
      status: { type: 'integer', title: 'Status', examples: [200] },
      headers: {
        type: 'object',
        title: 'Headers',
        additionalProperties: { type: 'string' },
        examples: [{ 'content-type': 'application/json' }],
      },
      body: { title: 'Body', description: 'The answer: data where it is JSON, else text or a file.' },
    },
    required: ['status', 'headers', 'body'],
    additionalProperties: false,
    'x-patchbay-order': ['status', 'headers', 'body'],
  },
  outputFrom: { input: 'example', as: 'body' },
  answer: 'whole',
  fileAnswer: { input: 'asFile' },
  toRequest: httpRequest,
});
