import { defineOperation } from '@patchbay/connector';

/** Repeats the steps inside its frame; the engine does the work, one item after another. */
export const forEach = defineOperation({
  title: 'For each',
  description: 'Repeats the steps inside it for each item of a list, in order.',
  group: 'Chooses the way',
  kind: 'forEach',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      items: {
        type: 'array',
        title: 'List',
        description: 'The list whose items are taken one by one. At most 100,000.',
      },
      collect: {
        title: 'Keep from each item',
        description: 'What to keep of each round. Left empty, it is the output of the last step inside.',
        'x-patchbay-basic': true,
      },
    },
    required: ['items'],
    additionalProperties: false,
    'x-patchbay-order': ['items', 'collect'],
  },
  output: {
    type: 'object',
    properties: {
      count: { type: 'integer', title: 'Count', description: 'How many items there were.', minimum: 0 },
      items: { type: 'array', title: 'Kept', description: 'What was kept of each item, in the order of the list.' },
    },
    required: ['count', 'items'],
    additionalProperties: false,
    'x-patchbay-order': ['count', 'items'],
  },
});
