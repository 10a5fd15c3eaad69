import { defineOperation } from '@patchbay/connector';

/** Started by the host when a run of another flow fails. */
export const failure = defineOperation({
  title: 'When a flow fails',
  description: 'Starts when a run of another flow fails, with what went wrong. It never starts for itself.',
  group: 'Starts a flow',
  keywords: ['on error', 'error handler', 'alert', 'incident'],
  kind: 'trigger',
  startedBy: 'failure',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      of: {
        type: 'string',
        title: 'Which flows',
        description: 'Whose failures start this flow.',
        enum: ['named', 'workspace'],
        default: 'named',
        'x-patchbay-basic': true,
        'x-patchbay-labels': {
          named: 'Those that name this flow in their settings',
          workspace: 'All flows of the workspace',
        },
      },
    },
    additionalProperties: false,
    'x-patchbay-order': ['of'],
  },
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
