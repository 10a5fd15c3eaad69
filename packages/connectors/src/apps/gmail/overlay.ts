import type { Lookup, Overlay } from '@patchbay/connector';
import { googleAnswers, googleAuth } from '../google/auth.ts';

const labels = { operation: 'listLabels', value: 'id', label: 'name' } satisfies Lookup;

export const overlay = {
  category: 'email',
  keywords: ['google', 'mail', 'inbox', 'gsuite', 'workspace'],
  icon: 'gmail',
  auth: googleAuth(['https://www.googleapis.com/auth/gmail.modify']),
  test: { operation: 'getProfile', label: 'emailAddress' },
  // Google counts 250 units a second for a person; reading or sending one message costs 5 to 100.
  defaults: { answer: googleAnswers, limit: { requests: 25, perMs: 1_000 } },
  operations: {
    listMessages: {
      keywords: ['search', 'find', 'list', 'inbox'],
      order: ['q', 'labelIds'],
      fields: { q: { isBasic: true }, labelIds: { isBasic: true }, 'labelIds[]': { lookup: labels } },
      paging: {
        style: 'cursor',
        items: 'messages',
        next: 'nextPageToken',
        to: { in: 'query', name: 'pageToken' },
        size: { in: 'query', name: 'maxResults', most: 500 },
      },
    },
    modifyMessage: {
      effect: 'update',
      repeat: 'natural',
      keywords: ['label', 'archive', 'mark as read', 'star', 'move'],
      fields: {
        addLabelIds: { isBasic: true },
        'addLabelIds[]': { lookup: labels },
        removeLabelIds: { isBasic: true },
        'removeLabelIds[]': { lookup: labels },
      },
    },
    trashMessage: { effect: 'delete', repeat: 'natural', keywords: ['delete', 'remove', 'bin', 'trash'] },
    listLabels: { output: { at: 'labels' } },
    createLabel: {
      keywords: ['folder', 'tag'],
      fields: {
        labelListVisibility: {
          labels: { labelShow: 'Always', labelShowIfUnread: 'While there is something unread', labelHide: 'Never' },
        },
        messageListVisibility: { labels: { show: 'Shown', hide: 'Hidden' } },
      },
    },
    getProfile: { isHidden: true },
  },
} satisfies Overlay;
