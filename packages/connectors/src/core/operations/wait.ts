import { defineOperation } from '@patchbay/connector';

/** Lets time pass; the engine does it, and nothing is held meanwhile. */
export const wait = defineOperation({
  title: 'Wait',
  description: 'Lets some time pass, or waits for a moment, and goes on.',
  group: 'Waits',
  kind: 'wait',
  wait: 'time',
  effect: 'none',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      how: {
        type: 'string',
        title: 'Wait',
        description: 'Whether it waits for some time, or until a moment.',
        enum: ['duration', 'moment'],
        default: 'duration',
        'x-patchbay-basic': true,
        'x-patchbay-labels': { duration: 'For some time', moment: 'Until a moment' },
      },
      amount: {
        type: 'number',
        title: 'For',
        description: 'How long, in the unit below. 30 days are the longest.',
        minimum: 0,
        default: 1,
        'x-patchbay-basic': true,
        'x-patchbay-when': { field: 'how', is: ['duration'] },
      },
      unit: {
        type: 'string',
        title: 'Unit',
        description: 'What the number counts.',
        enum: ['seconds', 'minutes', 'hours', 'days'],
        default: 'minutes',
        'x-patchbay-basic': true,
        'x-patchbay-when': { field: 'how', is: ['duration'] },
        'x-patchbay-labels': { seconds: 'Seconds', minutes: 'Minutes', hours: 'Hours', days: 'Days' },
      },
      until: {
        type: ['string', 'null'],
        title: 'Until',
        description: 'A day, or a moment with its zone. One that has passed is not waited for.',
        examples: ['2026-03-01T09:00:00+01:00'],
        'x-patchbay-basic': true,
        'x-patchbay-when': { field: 'how', is: ['moment'] },
      },
    },
    additionalProperties: false,
    'x-patchbay-order': ['how', 'amount', 'unit', 'until'],
  },
  output: { type: 'object', properties: {}, additionalProperties: false },
});
