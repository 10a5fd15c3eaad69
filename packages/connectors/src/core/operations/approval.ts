import { defineOperation } from '@patchbay/connector';

/** Waits for a person's yes or no; the host shows the question and gives the answer to the run. */
export const approval = defineOperation({
  title: 'Wait for approval',
  description: 'Asks a person to approve or decline on a page of its own, and goes on by the answer.',
  group: 'Waits',
  kind: 'wait',
  wait: 'approval',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      question: {
        type: 'string',
        title: 'Question',
        description: 'What is to be approved, in a sentence.',
        examples: ['May we refund order 1042?'],
        minLength: 1,
      },
      details: {
        title: 'Details',
        description: 'What the person should see to decide: a text, or fields with their values.',
        'x-patchbay-widget': 'json',
        'x-patchbay-basic': true,
      },
      approvers: {
        type: ['array', 'null'],
        title: 'Who may answer',
        description: 'They are told by e-mail. Left empty, everyone who may change this flow is asked.',
        items: {
          type: 'string',
          title: 'Person',
          examples: ['ada@example.com'],
          'x-patchbay-widget': 'member',
        },
        'x-patchbay-basic': true,
      },
      amount: {
        type: 'number',
        title: 'Wait at most',
        description: 'After that it goes on by the way "no answer". 30 days are the longest.',
        minimum: 0,
        default: 7,
        'x-patchbay-basic': true,
      },
      unit: {
        type: 'string',
        title: 'Unit',
        description: 'What the number counts.',
        enum: ['seconds', 'minutes', 'hours', 'days'],
        default: 'days',
        'x-patchbay-basic': true,
        'x-patchbay-labels': { seconds: 'Seconds', minutes: 'Minutes', hours: 'Hours', days: 'Days' },
      },
    },
    required: ['question'],
    additionalProperties: false,
    'x-patchbay-order': ['question', 'details', 'approvers', 'amount', 'unit'],
  },
  output: {
    type: 'object',
    properties: {
      answer: { type: 'string', title: 'Answer', enum: ['approved', 'declined'] },
      by: { type: 'string', title: 'Answered by', description: 'Their name.' },
      email: { type: 'string', title: 'Their e-mail address' },
      comment: { type: 'string', title: 'Comment' },
    },
    additionalProperties: false,
    'x-patchbay-order': ['answer', 'by', 'email', 'comment'],
  },
  outlets: [
    { name: 'approved', label: 'approved' },
    { name: 'declined', label: 'declined' },
    { name: 'timeout', label: 'no answer' },
  ],
});
