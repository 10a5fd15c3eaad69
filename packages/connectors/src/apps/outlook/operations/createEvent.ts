import type { FieldSchema, Operation } from '@patchbay/connector';
import { type Field, filledTextIn, type Input, textIn, yesIn } from '../../../values/input.ts';
import { refusal } from '../../../values/refusal.ts';
import { recipientsIn } from '../addresses.ts';
import { graphOperation } from './graphOperation.ts';

const fields = {
  subject: {
    type: 'string',
    title: 'Title',
    description: 'What it is called.',
    minLength: 1,
    examples: ['Call with Ada'],
  },
  start: {
    type: 'string',
    format: 'date-time',
    title: 'Start',
    description: 'When it starts.',
    examples: ['2026-03-16T09:00:00Z'],
  },
  end: {
    type: 'string',
    format: 'date-time',
    title: 'End',
    description: 'When it ends.',
    examples: ['2026-03-16T09:30:00Z'],
  },
  guests: {
    type: 'string',
    title: 'Guests',
    description: 'Whom to invite; several addresses with commas between them.',
    examples: ['Ada Lovelace <ada@example.com>'],
    'x-patchbay-basic': true,
  },
  text: {
    type: 'string',
    title: 'Text',
    description: 'What it is about.',
    examples: ['About order 1042'],
    'x-patchbay-widget': 'text-long',
    'x-patchbay-basic': true,
  },
  place: { type: 'string', title: 'Place', description: 'Where it is.', examples: ['Room 4'] },
  online: {
    type: 'boolean',
    title: 'Online meeting',
    description: 'Makes a link to join it with Teams.',
    default: false,
  },
} satisfies Record<string, FieldSchema>;

/** Puts an event on the calendar; what it gives is described as every other event is. */
export function createEvent(output: Operation['output']): Operation {
  return graphOperation({
    title: 'Create an event',
    description: 'Puts an event on the calendar and invites its guests.',
    group: 'Calendar',
    keywords: ['appointment', 'meeting', 'invite', 'schedule'],
    effect: 'create',
    scopes: ['Calendars.ReadWrite'],
    fields,
    required: ['subject', 'start', 'end'],
    output,
    request: (input) => ({ path: '/me/events', body: eventIn(input) }),
  });
}

function eventIn(input: Input): Record<string, unknown> {
  const guests = recipientsIn(input, { name: 'guests', title: 'Guests' });
  const place = textIn(input, { name: 'place', title: 'Place' });
  const content = textIn(input, { name: 'text', title: 'Text' });
  return {
    subject: filledTextIn(input, { name: 'subject', title: 'Title' }),
    start: momentIn(input, { name: 'start', title: 'Start' }),
    end: momentIn(input, { name: 'end', title: 'End' }),
    ...(guests.length === 0 ? {} : { attendees: guests.map((guest) => ({ ...guest, type: 'required' })) }),
    ...(place === '' ? {} : { location: { displayName: place } }),
    ...(content === '' ? {} : { body: { contentType: 'text', content } }),
    ...(yesIn(input, { name: 'online', title: 'Online meeting' }) ? { isOnlineMeeting: true } : {}),
  };
}

/** Microsoft wants a time and its zone apart, so times go there in UTC. */
function momentIn(input: Input, field: Field): { dateTime: string; timeZone: string } {
  const text = filledTextIn(input, field).trim();
  const saysZone = /(?:z|[+-]\d{2}:?\d{2})$/i.test(text);
  const time = Date.parse(saysZone || !text.includes('T') ? text : `${text}Z`);
  if (Number.isNaN(time)) {
    throw refusal('date_not_valid', `${field.title} must be a date with a time, such as 2026-03-16T09:00:00Z.`);
  }
  return { dateTime: new Date(time).toISOString().slice(0, 19), timeZone: 'UTC' };
}
