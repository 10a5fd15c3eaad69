import { defineOperation } from '@patchbay/connector';

/** Two ways out; the engine takes one by the condition's answer. */
export const branch = defineOperation({
  title: 'Branch',
  description: 'Asks a question and goes on by its answer, yes or no.',
  group: 'Chooses the way',
  kind: 'branch',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      condition: {
        type: 'boolean',
        title: 'Condition',
        description: 'The question that decides. No value counts as no.',
        'x-patchbay-widget': 'condition',
      },
    },
    required: ['condition'],
    additionalProperties: false,
    'x-patchbay-order': ['condition'],
  },
  output: {
    type: 'object',
    properties: { answer: { type: 'boolean', title: 'Answer', description: 'Whether the condition was met.' } },
    required: ['answer'],
    additionalProperties: false,
  },
  outlets: [
    { name: 'yes', label: 'yes' },
    { name: 'no', label: 'no' },
  ],
});
