import { defineOperation } from '@patchbay/connector';

/** A way out for each value; the engine takes the first that fits. */
export const switchCase = defineOperation({
  title: 'Switch',
  description: 'Goes a different way for each value, such as a country or a status.',
  group: 'Chooses the way',
  kind: 'switch',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      value: {
        type: ['string', 'number', 'boolean', 'null'],
        title: 'Value',
        description: 'What is compared with each way: a text, a number, or yes or no.',
        'x-patchbay-basic': true,
      },
      cases: {
        type: 'array',
        title: 'Ways',
        description: 'One way out for each. The first that fits is taken.',
        items: {
          type: 'object',
          title: 'Way',
          properties: {
            id: { type: 'string', title: 'Id', 'x-patchbay-widget': 'hidden' },
            is: {
              type: ['string', 'number', 'boolean', 'null'],
              title: 'Is',
              description: 'The value that leads this way.',
            },
            label: { type: 'string', title: 'Name', description: 'What stands at the way out on the canvas.' },
          },
          required: ['is'],
          additionalProperties: false,
          'x-patchbay-order': ['is', 'label', 'id'],
        },
        examples: [[{ id: 'de', is: 'DE', label: 'Germany' }]],
        minItems: 1,
        maxItems: 50,
      },
    },
    required: ['value', 'cases'],
    additionalProperties: false,
    'x-patchbay-order': ['value', 'cases'],
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
