import { defineOperation } from '@patchbay/connector';

/** Steps that one error outlet stands for; the engine does the work. */
export const group = defineOperation({
  title: 'Group',
  description: 'Keeps steps together. When one of them fails, the group is left by its error way.',
  group: 'Chooses the way',
  kind: 'forEach',
  frame: 'once',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      collect: {
        title: 'What it gives',
        description: 'Left empty, it is the output of the last step inside.',
        'x-patchbay-basic': true,
      },
    },
    additionalProperties: false,
    'x-patchbay-order': ['collect'],
  },
  output: true,
});
