import { own } from '@patchbay/connector';
import { filledTextIn, textIn } from '../../../values/input.ts';
import { mixpanelOperation, momentIn, post, valuesIn } from './mixpanelOperation.ts';

/** One event. The API takes lists of them, with all they are about among their properties. */
export const trackEvent = mixpanelOperation({
  title: 'Track event',
  description: 'Tells that a person has done something, such as bought a lamp.',
  group: 'Events',
  keywords: ['event', 'analytics', 'conversion', 'import'],
  effect: 'send',
  // Mixpanel keeps only one event with the same id.
  repeat: 'natural',
  fields: {
    event: {
      type: 'string',
      title: 'Event',
      description: 'What happened.',
      examples: ['Order Completed'],
      minLength: 1,
    },
    person: {
      type: 'string',
      title: 'Person',
      description: 'The id your own system has for the person.',
      examples: ['customer-812'],
      minLength: 1,
    },
    at: {
      type: 'string',
      format: 'date-time',
      title: 'When',
      description: 'When it happened; not more than five years ago.',
      examples: ['2026-03-14T09:30:00Z'],
    },
    eventId: {
      type: 'string',
      title: 'Id of the event',
      description: 'Such as the order it is about: an event with the same id counts only once.',
      examples: ['order-A-1042-paid'],
      minLength: 1,
      maxLength: 36,
    },
    properties: {
      type: 'object',
      title: 'Properties',
      description: 'What belongs to it, such as amount and currency.',
      additionalProperties: true,
      examples: [{ revenue: 49.9, currency: 'EUR' }],
      'x-patchbay-widget': 'fields',
      'x-patchbay-basic': true,
    },
    project: {
      type: 'integer',
      title: 'Project',
      description: 'The number of the project; needed with a service account.',
      examples: [2_195_193],
    },
  },
  required: ['event', 'person', 'at', 'eventId'],
  gives: {
    type: 'object',
    properties: {
      code: { type: 'integer', title: 'Code' },
      num_records_imported: { type: 'integer', title: 'Taken' },
      status: { type: 'string', title: 'State' },
    },
    required: ['code', 'num_records_imported', 'status'],
  },
  sample: { code: 200, num_records_imported: 1, status: 'OK' },
  request: (input) => {
    const project = own(input, 'project') ?? null;
    const properties = {
      ...valuesIn(input, 'properties'),
      time: momentIn(input, { name: 'at', title: 'When' }),
      distinct_id: textIn(input, { name: 'person', title: 'Person' }),
      $insert_id: filledTextIn(input, { name: 'eventId', title: 'Id of the event' }),
    };
    const event = filledTextIn(input, { name: 'event', title: 'Event' });
    const where = project === null ? '' : `&project_id=${encodeURIComponent(String(project))}`;
    return post(`/import?strict=1${where}`, [{ event, properties }]);
  },
});
