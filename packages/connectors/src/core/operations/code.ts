import { defineOperation } from '@patchbay/connector';

/** Runs JavaScript of a person on values of earlier steps, in the sandbox of whoever runs flows. */
export const code = defineOperation({
  title: 'Code',
  description: 'Runs JavaScript on data from earlier steps, away from files, network and other steps.',
  group: 'Shapes data',
  keywords: ['javascript', 'script', 'function', 'custom code', 'js'],
  kind: 'call',
  effect: 'none',
  repeat: 'natural',
  hosted: true,
  input: {
    type: 'object',
    properties: {
      input: {
        title: 'Input',
        description: 'What the code can see, as input.',
        'x-patchbay-widget': 'json',
        'x-patchbay-basic': true,
      },
      code: {
        type: 'string',
        title: 'Code',
        description:
          'JavaScript that ends with return. log(...) writes to the result; there is no network, and the clock shows when the run began.',
        examples: [
          'const total = input.lines.reduce((sum, line) => sum + line.price, 0);\nlog("total", total);\nreturn { total };',
        ],
        minLength: 1,
        contentMediaType: 'text/javascript',
        'x-patchbay-widget': 'code',
      },
    },
    required: ['code'],
    additionalProperties: false,
    'x-patchbay-order': ['input', 'code'],
  },
  output: {
    type: 'object',
    properties: {
      result: { title: 'Result', description: 'What the code returned.' },
      logs: {
        type: 'array',
        title: 'Logs',
        description: 'What it logged, a line each.',
        items: { type: 'string' },
        examples: [[]],
      },
    },
    required: ['result', 'logs'],
    additionalProperties: false,
    'x-patchbay-order': ['result', 'logs'],
  },
});
