import type { Lookup, Overlay } from '@patchbay/connector';
import { googleAnswers, googleAuth, googleScope } from '../google/auth.ts';

const labels = { operation: 'listLabels', value: 'id', label: 'name' } satisfies Lookup;

export const overlay = {
  category: 'email',
  keywords: ['google', 'mail', 'inbox', 'gsuite', 'workspace'],
  icon: 'gmail',
  auth: googleAuth({
    scopes: ['gmail.readonly', 'gmail.send', 'gmail.compose', 'gmail.labels', 'gmail.modify'],
    defaultScopes: ['gmail.readonly'],
    scopeHolds: {
      'gmail.modify': ['gmail.readonly', 'gmail.send', 'gmail.compose', 'gmail.labels'],
      'gmail.compose': ['gmail.send'],
    },
  }),
  test: { operation: 'getProfile', label: 'emailAddress' },
  // Google counts 250 units a second for a person; reading or sending one message costs 5 to 100.
  defaults: { answer: googleAnswers, limit: { requests: 25, perMs: 1_000 } },
  operations: {
    listMessages: {
      scopes: [googleScope('gmail.readonly')],
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
      scopes: [googleScope('gmail.modify')],
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
    trashMessage: {
      scopes: [googleScope('gmail.modify')],
      effect: 'delete',
      repeat: 'natural',
      keywords: ['delete', 'remove', 'bin', 'trash'],
    },
    listLabels: { scopes: [googleScope('gmail.readonly')], output: { at: 'labels' } },
    createLabel: {
      scopes: [googleScope('gmail.labels')],
      keywords: ['folder', 'tag'],
      fields: {
        labelListVisibility: {
          labels: { labelShow: 'Always', labelShowIfUnread: 'While there is something unread', labelHide: 'Never' },
        },
        messageListVisibility: { labels: { show: 'Shown', hide: 'Hidden' } },
      },
    },
    getProfile: { isHidden: true, scopes: [googleScope('gmail.readonly')] },
  },
} satisfies Overlay;
