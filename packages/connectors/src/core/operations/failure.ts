import { defineOperation } from '@patchbay/connector';

/** Started by the host when a run of a flow fails that names this one in its settings. */
export const failure = defineOperation({
  title: 'When a flow fails',
  description: 'Starts when a run fails of a flow that names this one in its settings.',
  group: 'Starts a flow',
  kind: 'trigger',
  effect: 'none',
  repeat: 'natural',
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    type: 'object',
    properties: {
      flow: {
        type: 'object',
        title: 'Flow',
        properties: { id: { type: 'string', title: 'Id' }, name: { type: 'string', title: 'Name' } },
        required: ['id', 'name'],
        additionalProperties: false,
      },
      run: {
        type: 'object',
        title: 'Run',
        properties: {
          id: { type: 'string', title: 'Id' },
          startedAt: { type: 'string', format: 'date-time', title: 'Started' },
          failedAt: { type: 'string', format: 'date-time', title: 'Failed' },
        },
        required: ['id', 'startedAt', 'failedAt'],
        additionalProperties: false,
      },
      error: {
        type: 'object',
        title: 'Error',
        properties: {
          step: { type: 'string', title: 'Step', description: 'The name of the step that failed, where one did.' },
          code: { type: 'string', title: 'Code' },
          message: { type: 'string', title: 'Message' },
        },
        required: ['code', 'message'],
        additionalProperties: false,
      },
    },
    required: ['flow', 'run', 'error'],
    additionalProperties: false,
    'x-patchbay-order': ['flow', 'run', 'error'],
  },
});
