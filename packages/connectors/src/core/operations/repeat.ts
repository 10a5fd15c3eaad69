import { defineOperation } from '@patchbay/connector';

/** Repeats the steps inside its frame until a condition is met; the engine does the work. */
export const repeat = defineOperation({
  title: 'Repeat until',
  description: 'Repeats the steps inside it until a condition is met, such as when there are no more pages.',
  group: 'Repeats steps',
  kind: 'forEach',
  frame: 'until',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      until: {
        type: ['boolean', 'null'],
        title: 'Until',
        description: 'Asked after each round. No value counts as no.',
        'x-patchbay-widget': 'condition',
      },
      limit: {
        type: 'integer',
        title: 'At most',
        description: 'How many rounds there may be. After that many the step fails.',
        minimum: 1,
        maximum: 100_000,
        default: 100,
        'x-patchbay-basic': true,
      },
      collect: {
        title: 'Hand on to the next round',
        description: 'Left empty, it is the output of the last step inside. The next round finds it as Previous.',
        'x-patchbay-basic': true,
      },
      first: {
        title: 'Start with',
        description: 'What the first round finds as Previous.',
        'x-patchbay-widget': 'json',
      },
    },
    required: ['until'],
    additionalProperties: false,
    'x-patchbay-order': ['until', 'limit', 'collect', 'first'],
  },
  output: {
    type: 'object',
    properties: {
      count: { type: 'integer', title: 'Rounds', description: 'How often the steps were carried out.', minimum: 0 },
      last: { title: 'Last', description: 'What the last round handed on.' },
    },
    required: ['count'],
    additionalProperties: false,
    'x-patchbay-order': ['count', 'last'],
  },
});
