import type { Overlay } from '@patchbay/connector';
import { operations } from './operations.ts';

/** What HubSpot's description does not say. */
export const overlay = {
  name: 'HubSpot',
  category: 'crm',
  icon: 'hubspot',
  description: 'Keep contacts, companies, deals, tickets and notes in HubSpot.',
  keywords: ['crm', 'contacts', 'deals', 'sales', 'marketing', 'tickets'],
  auth: [
    {
      kind: 'bearer',
      title: 'Access token',
      description: 'Of a private app, under Settings, Integrations, Private Apps; it starts with pat-.',
      helpUrl: 'https://developers.hubspot.com/docs/guides/apps/private-apps/overview',
    },
    {
      kind: 'oauth2',
      title: 'Sign in to HubSpot',
      description: 'With an app of yours at HubSpot, whose id and secret an admin enters once.',
      helpUrl: 'https://developers.hubspot.com/docs/guides/api/app-management/oauth-tokens',
      authorizeUrl: 'https://app.hubspot.com/oauth/authorize',
      tokenUrl: 'https://api.hubapi.com/oauth/v1/token',
      hasNoPkce: true,
      scopes: [
        'oauth',
        'crm.objects.contacts.read',
        'crm.objects.contacts.write',
        'crm.objects.companies.read',
        'crm.objects.companies.write',
        'crm.objects.deals.read',
        'crm.objects.deals.write',
        'crm.objects.owners.read',
        'crm.schemas.contacts.read',
        'crm.schemas.deals.read',
        'tickets',
      ],
      defaultScopes: [
        'oauth',
        'crm.objects.contacts.read',
        'crm.objects.contacts.write',
        'crm.objects.companies.read',
        'crm.objects.companies.write',
        'crm.objects.deals.read',
        'crm.objects.deals.write',
        'crm.objects.owners.read',
        'crm.schemas.contacts.read',
        'crm.schemas.deals.read',
        'tickets',
      ],
    },
  ],
  test: { operation: 'getAccount', label: 'portalId' },
  defaults: {
    answer: {
      message: 'message',
      code: ['category', 'status'],
      advice: {
        CONFLICT: { sentence: 'There is one like it already. Use "Add or update contact", or update what is there.' },
        OBJECT_NOT_FOUND: { sentence: 'HubSpot has nothing with this id. It may have been merged or deleted.' },
        VALIDATION_ERROR: {
          sentence: 'A value is not what HubSpot takes for its property. Choices are given by their internal names.',
        },
        RATE_LIMITS: { sentence: 'Too many requests at once, or for today.', retry: 'later' },
        MISSING_SCOPES: {
          sentence: 'The app may not do this. Give it the scope and connect the account again.',
          retry: 'after-reconnect',
        },
        INVALID_AUTHENTICATION: {
          sentence: 'The token does not hold any more. Connect the account again.',
          retry: 'after-reconnect',
        },
        EXPIRED_AUTHENTICATION: {
          sentence: 'The token has run out. Connect the account again.',
          retry: 'after-reconnect',
        },
      },
    },
    // Private apps of free and Starter accounts: 100 requests in ten seconds; searching: five a second (https://developers.hubspot.com/docs/guides/apps/api-usage/usage-details).
    limit: { requests: 100, perMs: 10000 },
  },
  operations,
} satisfies Overlay;
