import { defineOperation } from '@patchbay/connector';
import { questionsField } from '../questionsField.ts';

/** Started by somebody who fills in the step's own page; the hooks service shows it and takes the answers. */
export const form = defineOperation({
  title: 'When somebody fills in a form',
  description: 'Gives this flow a page with your questions. Each answered form starts a run.',
  group: 'Starts a flow',
  keywords: ['form', 'survey', 'questionnaire', 'contact', 'sign up', 'typeform', 'google forms'],
  kind: 'trigger',
  startedBy: 'form',
  accountOf: 'request-checks',
  accountWay: 'basic',
  needsConnection: false,
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      title: {
        type: 'string',
        title: 'Heading',
        description: 'Stands at the top of the page.',
        examples: ['Request a quote'],
        maxLength: 200,
        'x-patchbay-basic': true,
      },
      text: {
        type: 'string',
        title: 'Text below it',
        description: 'What the form is for, in a sentence or two.',
        'x-patchbay-widget': 'text-long',
        'x-patchbay-basic': true,
      },
      fields: questionsField({
        title: 'Questions',
        description: 'What the page asks, in this order. Later steps see the answers by these names.',
        label: 'Question',
        required: 'Has to be answered',
      }),
      button: {
        type: 'string',
        title: 'Button',
        description: 'The words on the button that sends the form.',
        default: 'Send',
        maxLength: 60,
      },
      after: {
        type: 'string',
        title: 'Afterwards',
        description: 'What people see when they have sent the form.',
        enum: ['thanks', 'redirect', 'flow'],
        default: 'thanks',
        'x-patchbay-basic': true,
        'x-patchbay-labels': {
          thanks: 'A thank-you page',
          redirect: 'Another page',
          flow: 'What the flow answers',
        },
      },
      thanks: {
        type: 'string',
        title: 'Thank-you text',
        description: 'Shown once the answers are safely here. Without it, the page says thank you.',
        examples: ['Thank you! We answer within a day.'],
        maxLength: 2_000,
        'x-patchbay-basic': true,
        'x-patchbay-when': { field: 'after', is: ['thanks'] },
      },
      address: {
        type: 'string',
        title: 'Address of that page',
        description: 'The whole address, with https:// in front.',
        examples: ['https://www.example.com/thanks'],
        'x-patchbay-basic': true,
        'x-patchbay-when': { field: 'after', is: ['redirect'] },
      },
      example: {
        title: 'Example',
        description: 'Answers that somebody gave while the form was tried out.',
        'x-patchbay-widget': 'hidden',
      },
    },
    additionalProperties: false,
    'x-patchbay-order': ['title', 'text', 'fields', 'after', 'thanks', 'address', 'button', 'example'],
  },
  output: { type: 'object' },
  fieldsFrom: { input: 'fields' },
});
