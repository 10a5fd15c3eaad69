import { defineOperation } from '@patchbay/connector';

/** A way out for each condition; the engine takes the first that is met. */
export const choose = defineOperation({
  title: 'Choose a way',
  description: 'Asks several questions in order and takes the way of the first that is met.',
  group: 'Chooses the way',
  kind: 'switch',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      cases: {
        type: 'array',
        title: 'Ways',
        description: 'One way out for each. The first that fits is taken.',
        items: {
          type: 'object',
          title: 'Way',
          properties: {
            id: { type: 'string', title: 'Id', 'x-patchbay-widget': 'hidden' },
            when: {
              type: ['boolean', 'null'],
              title: 'Condition',
              description: 'The question that decides. No value counts as no.',
              'x-patchbay-widget': 'condition',
            },
            label: { type: 'string', title: 'Name', description: 'What stands at the way out on the canvas.' },
          },
          required: ['when'],
          additionalProperties: false,
          'x-patchbay-order': ['when', 'label', 'id'],
        },
        examples: [[{ id: 'big', when: true, label: 'Big order' }]],
        minItems: 1,
        maxItems: 50,
      },
    },
    required: ['cases'],
    additionalProperties: false,
    'x-patchbay-order': ['cases'],
  },
  output: {
    type: 'object',
    properties: {
      case: {
        type: ['string', 'null'],
        title: 'Case',
        description: 'The name of the way taken; nothing for the last.',
      },
    },
    required: ['case'],
    additionalProperties: false,
  },
  outlets: [{ name: 'otherwise', label: 'otherwise' }],
  outletsFrom: { input: 'cases' },
});
