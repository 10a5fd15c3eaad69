import { defineOperation } from '@patchbay/connector';
import { questionsField } from '../questionsField.ts';

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
      fields: questionsField({
        title: 'Fields',
        description: 'What the form asks whoever presses Run. Without any, it is made from the example.',
        label: 'Field',
        required: 'Has to be filled',
      }),
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
