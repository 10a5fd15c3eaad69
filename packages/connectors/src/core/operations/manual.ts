import { defineOperation } from '@patchbay/connector';

/** Started by a person who fills in a form made from the example. */
export const manual = defineOperation({
  title: 'When started by hand',
  description: 'Starts when someone presses Run, with the values given then.',
  group: 'Starts a flow',
  kind: 'trigger',
  startedBy: 'hand',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      fields: {
        type: 'array',
        title: 'Fields',
        description: 'What the form asks whoever presses Run. Without any, it is made from the example.',
        items: {
          type: 'object',
          properties: {
            name: { type: 'string', title: 'Name in the data' },
            label: { type: 'string', title: 'Field' },
            kind: {
              type: 'string',
              title: 'Kind',
              enum: ['text', 'text-long', 'email', 'number', 'date', 'choice', 'choices', 'consent', 'file'],
            },
            required: { type: 'boolean', title: 'Has to be filled' },
            help: { type: 'string', title: 'Help' },
            choices: { type: 'array', title: 'Choices', items: { type: 'string' } },
          },
          additionalProperties: false,
        },
        'x-patchbay-widget': 'form-fields',
        'x-patchbay-basic': true,
      },
      example: {
        title: 'Example',
        description: 'The values to start with, so that later steps know their fields.',
        'x-patchbay-widget': 'json',
        'x-patchbay-basic': true,
      },
    },
    additionalProperties: false,
    'x-patchbay-order': ['fields', 'example'],
  },
  output: true,
  outputFrom: { input: 'example' },
  fieldsFrom: { input: 'fields' },
});
