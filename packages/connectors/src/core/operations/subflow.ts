import { defineOperation } from '@patchbay/connector';

/** Runs another flow and gives its answer; the host starts that run and gives its word to this one. */
export const subflow = defineOperation({
  title: 'Call a flow',
  description: 'Runs another flow and goes on with what it answers.',
  group: 'Calls out',
  kind: 'call',
  callsFlow: true,
  hosted: true,
  typedBy: { kind: 'flow', by: 'flow', takes: 'input', gives: {} },
  effect: 'none',
  repeat: 'key',
  input: {
    type: 'object',
    properties: {
      flow: {
        type: 'string',
        title: 'Flow',
        description: 'The flow to run. It starts when another flow calls it.',
        minLength: 1,
        'x-patchbay-widget': 'flow',
      },
      input: {
        title: 'Input',
        description: 'What the flow is started with.',
        'x-patchbay-widget': 'json',
        'x-patchbay-basic': true,
      },
      wait: {
        type: 'string',
        title: 'Go on',
        description: 'Whether this flow waits for the other one.',
        enum: ['answered', 'started'],
        default: 'answered',
        'x-patchbay-basic': true,
        'x-patchbay-labels': { answered: 'With its answer, once it has ended', started: 'As soon as it has started' },
      },
    },
    required: ['flow'],
    additionalProperties: false,
    'x-patchbay-order': ['flow', 'input', 'wait'],
  },
  output: true,
});
