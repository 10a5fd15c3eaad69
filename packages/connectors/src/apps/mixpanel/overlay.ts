import type { Overlay } from '@patchbay/connector';

/** What Mixpanel's description does not say. */
export const overlay = {
  name: 'Mixpanel',
  category: 'analytics',
  icon: 'mixpanel',
  description: 'Count what people do, keep their profiles, and read the figures with Mixpanel.',
  keywords: ['analytics', 'events', 'tracking', 'funnel', 'product analytics', 'profiles'],
  baseUrl: 'https://{host}',
  // Where figures are read from, which differs from where events go.
  alsoAt: [
    'https://mixpanel.com',
    'https://eu.mixpanel.com',
    'https://in.mixpanel.com',
    'https://data.mixpanel.com',
    'https://data-eu.mixpanel.com',
    'https://data-in.mixpanel.com',
  ],
  auth: [
    {
      kind: 'basic',
      title: 'Service account',
      description:
        'Under Organization Settings, Service Accounts; the project token alone as the user name is enough to send events.',
      helpUrl: 'https://developer.mixpanel.com/reference/service-accounts',
      usernameTitle: 'User name of the service account, or project token',
      passwordTitle: 'Secret (empty for a project token)',
      fields: [
        {
          name: 'host',
          title: 'Region',
          description: 'Where your Mixpanel project keeps its data.',
          default: 'api.mixpanel.com',
          choices: [
            { value: 'api.mixpanel.com', label: 'United States' },
            { value: 'api-eu.mixpanel.com', label: 'European Union' },
            { value: 'api-in.mixpanel.com', label: 'India' },
          ],
        },
      ],
    },
  ],
  defaults: { answer: { message: ['failed_records.0.message', 'error'] } },
  operations: {
    importEvents: {
      keywords: ['bulk', 'batch', 'import', 'history'],
      effect: 'send',
      repeat: 'natural',
      fields: { strict: { fixed: 1 }, project_id: { isBasic: true } },
    },
  },
} satisfies Overlay;
