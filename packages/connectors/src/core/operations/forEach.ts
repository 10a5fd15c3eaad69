import { defineOperation } from '@patchbay/connector';

/** Repeats the steps inside its frame; the engine does the work, one item after another or several at once. */
export const forEach = defineOperation({
  title: 'For each',
  description: 'Repeats the steps inside it for each item of a list, in order.',
  group: 'Repeats steps',
  kind: 'forEach',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      items: {
        type: 'array',
        title: 'List',
        description:
          'The list whose items are taken one by one. At most 100,000, but any number where the step before reads all of a list page by page.',
      },
      collect: {
        title: 'Keep from each item',
        description: 'What to keep of each round. Left empty, it is the output of the last step inside.',
        'x-patchbay-basic': true,
      },
      onError: {
        type: 'string',
        title: 'When an item fails',
        description: 'What becomes of the other items when a step inside fails and nothing catches it.',
        enum: ['stop', 'skip', 'collect'],
        default: 'stop',
        'x-patchbay-labels': {
          stop: 'Stop the loop',
          skip: 'Leave the item out and go on',
          collect: 'Go on, and list the errors at the end',
        },
      },
      atOnce: {
        type: 'integer',
        title: 'Items at once',
        description: 'How many items are worked on at the same time. What is kept stays in the order of the list.',
        minimum: 1,
        maximum: 100,
        default: 1,
      },
    },
    required: ['items'],
    additionalProperties: false,
    'x-patchbay-order': ['items', 'collect', 'onError', 'atOnce'],
  },
  output: {
    type: 'object',
    properties: {
      count: { type: 'integer', title: 'Count', description: 'How many items there were.', minimum: 0 },
      items: { type: 'array', title: 'Kept', description: 'What was kept of each item, in the order of the list.' },
      failed: { type: 'integer', title: 'Failed', description: 'How many items were left out.', minimum: 0 },
      errors: { type: 'array', title: 'Errors', description: 'The items that failed, each with its error.' },
    },
    required: ['count', 'items'],
    additionalProperties: false,
    'x-patchbay-order': ['count', 'items', 'failed', 'errors'],
  },
});
