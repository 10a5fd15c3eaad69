import { isObject, parseJson } from '@patchbay/connector';
import { listIn, wholeNumberIn } from '../../../values/input.ts';
import { ask, days, daysIn, region, where } from './ask.ts';
import { mixpanelOperation } from './mixpanelOperation.ts';

/** Events as they were sent, which come as lines of JSON. */
export const exportEvents = mixpanelOperation({
  title: 'Export events',
  description: 'Reads events as they were sent, at most 100,000 at once.',
  group: 'Events',
  keywords: ['raw data', 'download', 'list events'],
  effect: 'read',
  repeat: 'natural',
  answer: 'whole',
  fields: {
    ...where,
    ...days,
    events: {
      type: 'array',
      title: 'Events',
      description: 'Only these; empty: all.',
      items: { type: 'string', title: 'Event', description: 'The name of an event.' },
      examples: [['Order Completed']],
      'x-patchbay-basic': true,
    },
    most: {
      type: 'integer',
      title: 'At most',
      description: 'How many events are read; 1,000 unless told.',
      minimum: 1,
      maximum: 100_000,
      default: 1_000,
      'x-patchbay-basic': true,
    },
    region,
  },
  required: ['project', 'from', 'until'],
  gives: {
    type: 'object',
    properties: {
      events: {
        type: 'array',
        title: 'Events',
        items: {
          type: 'object',
          properties: {
            event: { type: 'string', title: 'Event' },
            properties: { type: 'object', title: 'Properties', additionalProperties: true },
          },
          required: ['event', 'properties'],
        },
      },
      count: { type: 'integer', title: 'Count', description: 'How many there are here.' },
    },
    required: ['events', 'count'],
  },
  sample: {
    events: [
      { event: 'Order Completed', properties: { time: 1_773_480_600, distinct_id: 'customer-812', revenue: 49.9 } },
    ],
    count: 1,
  },
  request: (input) => {
    const events = listIn(input, { name: 'events', title: 'Events' });
    const most = wholeNumberIn(input, { name: 'most', title: 'At most', min: 1, max: 100_000, fallback: 1_000 });
    return ask(
      input,
      { host: 'data', path: '/api/2.0/export' },
      { ...daysIn(input), ...(events.length === 0 ? {} : { event: JSON.stringify(events) }), limit: String(most) },
    );
  },
  output: (answer) => {
    const body = isObject(answer) ? answer.body : undefined;
    const lines = typeof body === 'string' ? body.split('\n').filter((line) => line.trim() !== '') : [];
    const events: unknown[] = typeof body === 'string' ? lines.map((line) => parseJson(line)) : [body ?? []].flat();
    return { events, count: events.length };
  },
});
