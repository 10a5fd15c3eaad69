import { isObject, own } from '@patchbay/connector';
import { choiceIn, filledTextIn } from '../../../values/input.ts';
import { ask, days, daysIn, region, where } from './ask.ts';
import { mixpanelOperation } from './mixpanelOperation.ts';

const UNITS = ['hour', 'day', 'week', 'month'] as const;
const COUNTS = ['general', 'unique'] as const;

/** How often an event happened, by day. */
export const countEvents = mixpanelOperation({
  title: 'Count events',
  description: 'Counts how often something happened, day by day.',
  group: 'Figures',
  keywords: ['segmentation', 'report', 'statistics', 'query'],
  effect: 'read',
  repeat: 'natural',
  fields: {
    ...where,
    event: {
      type: 'string',
      title: 'Event',
      description: 'What is counted.',
      examples: ['Order Completed'],
      minLength: 1,
      'x-patchbay-lookup': {
        operation: 'listEventNames',
        input: { project: { from: 'project' } },
        items: 'events',
        value: 'name',
      },
    },
    ...days,
    unit: {
      type: 'string',
      title: 'By',
      description: 'How long each count is; a day unless told.',
      enum: [...UNITS],
      default: 'day',
      'x-patchbay-labels': { hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' },
      'x-patchbay-basic': true,
    },
    count: {
      type: 'string',
      title: 'Count',
      description: 'How often it happened, or how many people did it.',
      enum: [...COUNTS],
      default: 'general',
      'x-patchbay-labels': { general: 'Events', unique: 'People' },
    },
    region,
  },
  required: ['project', 'event', 'from', 'until'],
  gives: {
    type: 'object',
    properties: {
      total: { type: 'number', title: 'Total', description: 'All counts together.' },
      days: {
        type: 'array',
        title: 'Counts',
        description: 'One for each span of time.',
        items: {
          type: 'object',
          properties: {
            date: { type: 'string', title: 'Begins' },
            value: { type: 'string', title: 'Event' },
            count: { type: 'number', title: 'Count' },
          },
          required: ['date', 'value', 'count'],
        },
      },
    },
    required: ['total', 'days'],
  },
  sample: { total: 12, days: [{ date: '2026-03-01', value: 'Order Completed', count: 12 }] },
  request: (input) =>
    ask(
      input,
      { host: 'query', path: '/api/query/segmentation' },
      {
        event: filledTextIn(input, { name: 'event', title: 'Event' }),
        ...daysIn(input),
        unit: choiceIn(input, { name: 'unit', title: 'By', choices: UNITS, fallback: 'day' }),
        type: choiceIn(input, { name: 'count', title: 'Count', choices: COUNTS, fallback: 'general' }),
      },
    ),
  output: (answer) => {
    const data = isObject(answer) ? own(answer, 'data') : undefined;
    const values = isObject(data) && isObject(data.values) ? data.values : {};
    const counts = Object.entries(values).flatMap(([value, byDate]) =>
      Object.entries(isObject(byDate) ? byDate : {}).map(([date, count]) => ({ date, value, count: Number(count) })),
    );
    const sorted = counts.toSorted((a, b) => a.date.localeCompare(b.date));
    return { total: sorted.reduce((sum, { count }) => sum + count, 0), days: sorted };
  },
});
