import type { Overlay } from '@patchbay/connector';

/** What Segment's description does not say. */
export const overlay = {
  name: 'Segment',
  category: 'analytics',
  icon: 'segment',
  description: 'Tell Segment what people do and who they are, and it tells your other tools.',
  keywords: ['analytics', 'events', 'tracking', 'cdp', 'customer data', 'identify', 'twilio segment'],
  baseUrl: 'https://{host}/v1',
  auth: [
    {
      kind: 'basic',
      hasNoPassword: true,
      usernameTitle: 'Write key',
      title: 'Write key',
      description: 'Of a source of the kind "HTTP API", under Settings, API Keys.',
      helpUrl: 'https://segment.com/docs/connections/find-writekey',
      fields: [
        {
          name: 'host',
          title: 'Region',
          description: 'Where your Segment workspace keeps its data.',
          default: 'api.segment.io',
          choices: [
            { value: 'api.segment.io', label: 'United States' },
            { value: 'events.eu1.segmentapis.com', label: 'European Union' },
          ],
        },
      ],
    },
  ],
  defaults: {
    answer: { message: ['message', 'error.message', 'error'], code: 'code' },
    // Segment takes 1,000 events a second from a workspace: https://segment.com/docs/connections/sources/catalog/libraries/server/http-api.
    limit: { requests: 1000, perMs: 1000 },
  },
  operations: {
    track: {
      keywords: ['event', 'analytics', 'conversion'],
      effect: 'send',
      fields: {
        userId: { isBasic: true },
        properties: { isBasic: true, widget: 'fields' },
        context: { widget: 'fields' },
        integrations: { widget: 'fields' },
      },
    },
    identify: {
      keywords: ['user', 'profile', 'traits', 'contact'],
      effect: 'send',
      fields: {
        userId: { isBasic: true },
        traits: { isBasic: true, widget: 'fields' },
        context: { widget: 'fields' },
        integrations: { widget: 'fields' },
      },
    },
    group: {
      keywords: ['company', 'account', 'team'],
      effect: 'send',
      fields: {
        userId: { isBasic: true },
        traits: { isBasic: true, widget: 'fields' },
        context: { widget: 'fields' },
        integrations: { widget: 'fields' },
      },
    },
    alias: {
      keywords: ['merge', 'same user'],
      effect: 'send',
      fields: { context: { widget: 'fields' }, integrations: { widget: 'fields' } },
    },
    page: {
      keywords: ['view', 'visit', 'website'],
      effect: 'send',
      fields: {
        name: { isBasic: true },
        userId: { isBasic: true },
        properties: { isBasic: true, widget: 'fields' },
        context: { widget: 'fields' },
        integrations: { widget: 'fields' },
      },
    },
    screen: {
      keywords: ['app', 'mobile', 'view'],
      effect: 'send',
      fields: {
        name: { isBasic: true },
        userId: { isBasic: true },
        properties: { isBasic: true, widget: 'fields' },
        context: { widget: 'fields' },
        integrations: { widget: 'fields' },
      },
    },
    batch: {
      keywords: ['bulk', 'import', 'history'],
      effect: 'send',
      fields: {
        'batch[].type': {
          labels: {
            track: 'Event',
            identify: 'Person',
            group: 'Group',
            alias: 'Two ids',
            page: 'Page view',
            screen: 'Screen view',
          },
        },
        'batch[].properties': { widget: 'fields' },
        'batch[].traits': { widget: 'fields' },
      },
    },
  },
} satisfies Overlay;
