import { ask, region, where } from './ask.ts';
import { mixpanelOperation } from './mixpanelOperation.ts';

/** What events there are, for choosing one. */
export const listEventNames = mixpanelOperation({
  title: 'List events',
  description: 'Lists the names of events, most common first.',
  group: 'Figures',
  effect: 'read',
  repeat: 'natural',
  fields: { ...where, region },
  required: ['project'],
  gives: {
    type: 'object',
    properties: {
      events: {
        type: 'array',
        title: 'Events',
        items: { type: 'object', properties: { name: { type: 'string', title: 'Name' } }, required: ['name'] },
      },
    },
    required: ['events'],
  },
  sample: { events: [{ name: 'Order Completed' }] },
  request: (input) => ask(input, { host: 'query', path: '/api/query/events/names' }, { type: 'general', limit: '255' }),
  output: (answer) => ({ events: (Array.isArray(answer) ? answer : []).map((name) => ({ name: String(name) })) }),
});
