import type { FieldOverlay, Lookup, Overlay } from '@patchbay/connector';
import { googleAnswers, googleAuth } from '../google/auth.ts';

const calendars = { operation: 'listCalendars', value: 'id', label: 'summary' } satisfies Lookup;

const calendarId = { lookup: calendars } satisfies FieldOverlay;

const sendUpdates = {
  labels: { all: 'All guests', externalOnly: 'Only those without Google Calendar', none: 'Nobody' },
} satisfies FieldOverlay;

const token = { in: 'query', name: 'pageToken' } as const;

export const overlay = {
  category: 'calendar',
  keywords: ['google', 'event', 'meeting', 'appointment', 'booking', 'schedule'],
  icon: 'google-calendar',
  auth: googleAuth(['https://www.googleapis.com/auth/calendar']),
  test: { operation: 'listCalendars', label: 'items.0.id' },
  // Google allows an account 600 requests a minute.
  defaults: { answer: googleAnswers, limit: { requests: 600, perMs: 60_000 } },
  operations: {
    listEvents: {
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
    getEvent: { fields: { calendarId } },
    createEvent: {
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
    quickAddEvent: { keywords: ['sentence', 'natural language'], fields: { calendarId, sendUpdates } },
    updateEvent: {
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
    deleteEvent: { keywords: ['remove', 'delete', 'cancel'], fields: { calendarId, sendUpdates } },
    listCalendars: {
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
      effect: 'read',
      repeat: 'natural',
      keywords: ['free', 'busy', 'available', 'slot'],
      fields: { 'items[].id': { lookup: calendars } },
    },
  },
} satisfies Overlay;
