import type { Lookup, Overlay, Paging } from '@patchbay/connector';
import { graphAdvice, graphSignIn } from '../microsoft/graph.ts';

const folders: Lookup = { operation: 'listFolders', value: 'id', label: 'displayName' };

const byNextUrl = (most?: number): Paging => ({
  style: 'nextUrl',
  items: 'value',
  next: '@odata.nextLink',
  ...(most === undefined ? {} : { size: { in: 'query', name: '$top', most } }),
});

/** What people need to know of Outlook beyond its description. */
export const overlay = {
  name: 'Outlook',
  description: 'Sends, reads and sorts e-mails, and keeps your calendar.',
  category: 'email',
  keywords: ['email', 'mail', 'calendar', 'event', 'microsoft', 'office', 'exchange', 'hotmail'],
  icon: 'outlook',
  auth: graphSignIn({
    scopes: ['User.Read', 'Mail.Read', 'Mail.ReadWrite', 'Mail.Send', 'Calendars.Read', 'Calendars.ReadWrite'],
    defaultScopes: ['User.Read', 'Mail.ReadWrite', 'Mail.Send', 'Calendars.ReadWrite'],
    scopeHolds: { 'Mail.ReadWrite': ['Mail.Read'], 'Calendars.ReadWrite': ['Calendars.Read'] },
  }),
  test: { operation: 'getMe', label: ['mail', 'userPrincipalName'] },
  defaults: {
    answer: graphAdvice,
    // 10,000 in ten minutes for a mailbox: https://learn.microsoft.com/graph/throttling-limits.
    limit: { requests: 10_000, perMs: 600_000 },
  },
  operations: {
    listMessages: {
      keywords: ['find', 'search', 'inbox', 'unread'],
      scopes: ['Mail.Read'],
      paging: byNextUrl(1_000),
      order: ['folder-id', '$search', '$filter'],
      fields: {
        'folder-id': { lookup: folders },
        $search: { isBasic: true },
        $filter: { isBasic: true },
      },
    },
    getMessage: {
      keywords: ['read'],
      scopes: ['Mail.Read'],
      // The text of an e-mail without the marks of HTML.
      headers: { Prefer: 'outlook.body-content-type="text"' },
    },
    replyToMessage: {
      effect: 'send',
      keywords: ['answer'],
      scopes: ['Mail.Send'],
      fields: { comment: { widget: 'text-long' } },
    },
    updateMessage: {
      effect: 'update',
      repeat: 'natural',
      keywords: ['read', 'unread', 'category', 'label'],
      scopes: ['Mail.ReadWrite'],
      fields: {
        isRead: { isBasic: true },
        importance: { labels: { low: 'Low', normal: 'Normal', high: 'High' } },
      },
    },
    moveMessage: {
      effect: 'update',
      keywords: ['folder', 'archive'],
      scopes: ['Mail.ReadWrite'],
      fields: { destinationId: { lookup: folders } },
    },
    deleteMessage: { effect: 'delete', scopes: ['Mail.ReadWrite'] },
    listAttachments: {
      keywords: ['files'],
      scopes: ['Mail.Read'],
      paging: byNextUrl(),
      // Their content would come with them.
      fields: { $select: { fixed: 'id,name,contentType,size,isInline' } },
    },
    downloadAttachment: { keywords: ['file', 'save'], scopes: ['Mail.Read'] },
    listFolders: { scopes: ['Mail.Read'], paging: byNextUrl(1_000) },
    listEvents: {
      keywords: ['calendar', 'appointments', 'meetings'],
      scopes: ['Calendars.Read'],
      paging: byNextUrl(1_000),
      fields: { $orderby: { fixed: 'start/dateTime' } },
    },
    getEvent: { keywords: ['appointment'], scopes: ['Calendars.Read'] },
    deleteEvent: { effect: 'delete', keywords: ['cancel', 'appointment'], scopes: ['Calendars.ReadWrite'] },
    getMe: { isHidden: true, scopes: ['User.Read'] },
  },
} satisfies Overlay;
