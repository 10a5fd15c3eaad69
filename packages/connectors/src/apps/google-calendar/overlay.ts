import type { FieldOverlay, Lookup, Overlay } from '@patchbay/connector';
import { googleAnswers, googleAuth, googleScope } from '../google/auth.ts';

const calendars = { operation: 'listCalendars', value: 'id', label: 'summary' } satisfies Lookup;

const calendarId = { lookup: calendars } satisfies FieldOverlay;

const sendUpdates = {
  labels: { all: 'All guests', externalOnly: 'Only those without Google Calendar', none: 'Nobody' },
} satisfies FieldOverlay;

const token = { in: 'query', name: 'pageToken' } as const;

const reading = [googleScope('calendar.events.readonly')];
const changing = [googleScope('calendar.events')];

export const overlay = {
  category: 'calendar',
  keywords: ['google', 'event', 'meeting', 'appointment', 'booking', 'schedule'],
  icon: 'google-calendar',
  auth: googleAuth({
    scopes: [
      'calendar.calendarlist.readonly',
      'calendar.events.readonly',
      'calendar.events',
      'calendar.freebusy',
      'calendar',
    ],
    defaultScopes: ['calendar.calendarlist.readonly'],
    scopeHolds: {
      calendar: ['calendar.calendarlist.readonly', 'calendar.events.readonly', 'calendar.events', 'calendar.freebusy'],
      'calendar.events': ['calendar.events.readonly'],
    },
  }),
  test: { operation: 'listCalendars', label: 'items.0.id' },
  // Google allows an account 600 requests a minute.
  defaults: { answer: googleAnswers, limit: { requests: 600, perMs: 60_000 } },
  operations: {
    listEvents: {
      scopes: reading,
      keywords: ['search', 'find', 'agenda'],
      order: ['calendarId', 'timeMin', 'timeMax', 'q'],
      fields: {
        calendarId,
        timeMin: { isBasic: true },
        timeMax: { isBasic: true },
        q: { isBasic: true },
        singleEvents: { isHidden: true, fixed: true },
        orderBy: { labels: { startTime: 'By start', updated: 'Changed last' } },
      },
      paging: {
        style: 'cursor',
        items: 'items',
        next: 'nextPageToken',
        to: token,
        size: { in: 'query', name: 'maxResults', most: 2_500 },
      },
    },
    getEvent: { scopes: reading, fields: { calendarId } },
    createEvent: {
      scopes: changing,
      keywords: ['meeting', 'appointment', 'book', 'invite'],
      order: ['calendarId', 'summary', 'start', 'end', 'description', 'location', 'attendees'],
      fields: {
        calendarId,
        summary: { isBasic: true },
        description: { isBasic: true, widget: 'text-long' },
        attendees: { widget: 'rows' },
        sendUpdates,
      },
    },
    quickAddEvent: {
      scopes: changing,
      keywords: ['sentence', 'natural language'],
      fields: { calendarId, sendUpdates },
    },
    updateEvent: {
      scopes: changing,
      repeat: 'natural',
      keywords: ['reschedule', 'move', 'edit'],
      order: ['calendarId', 'eventId', 'summary', 'start', 'end'],
      fields: {
        calendarId,
        summary: { isBasic: true },
        start: { isBasic: true },
        end: { isBasic: true },
        description: { widget: 'text-long' },
        attendees: { widget: 'rows' },
        sendUpdates,
      },
    },
    deleteEvent: { scopes: changing, keywords: ['remove', 'delete', 'cancel'], fields: { calendarId, sendUpdates } },
    listCalendars: {
      scopes: [googleScope('calendar.calendarlist.readonly')],
      fields: {
        minAccessRole: {
          labels: {
            freeBusyReader: 'See when it is busy',
            reader: 'See events',
            writer: 'Change events',
            owner: 'Own it',
          },
        },
      },
      paging: {
        style: 'cursor',
        items: 'items',
        next: 'nextPageToken',
        to: token,
        size: { in: 'query', name: 'maxResults', most: 250 },
      },
    },
    queryFreeBusy: {
      scopes: [googleScope('calendar.freebusy')],
      effect: 'read',
      repeat: 'natural',
      keywords: ['free', 'busy', 'available', 'slot'],
      fields: { 'items[].id': { lookup: calendars } },
    },
  },
} satisfies Overlay;
