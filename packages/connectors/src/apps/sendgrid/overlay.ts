import type { Lookup, Overlay } from '@patchbay/connector';

const lists: Lookup = {
  operation: 'listLists',
  value: 'id',
  label: 'name',
  detail: '{contact_count} contacts',
  link: '/lists/([0-9a-f-]{36})',
};

/** What SendGrid's description does not say. */
export const overlay = {
  name: 'SendGrid',
  category: 'email',
  icon: 'sendgrid',
  description: 'Send e-mails, and keep contacts, lists and bounces with SendGrid.',
  keywords: ['email', 'mail', 'newsletter', 'template', 'contacts', 'marketing', 'twilio sendgrid'],
  baseUrl: 'https://{host}',
  auth: [
    {
      kind: 'bearer',
      title: 'API key',
      description: 'In SendGrid under Settings, API Keys; it starts with SG.',
      helpUrl: 'https://app.sendgrid.com/settings/api_keys',
      fields: [
        {
          name: 'host',
          title: 'Region',
          description: 'Where your SendGrid account keeps its data.',
          default: 'api.sendgrid.com',
          choices: [
            { value: 'api.sendgrid.com', label: 'Global' },
            { value: 'api.eu.sendgrid.com', label: 'European Union' },
          ],
        },
      ],
    },
  ],
  test: { operation: 'listScopes' },
  defaults: {
    // SendGrid names the field that is wrong instead of a code, so it has no advice by code.
    answer: { message: ['errors.0.message', 'error'] },
  },
  operations: {
    sendMail: {
      keywords: ['mail', 'template', 'dynamic template', 'transactional'],
      effect: 'send',
      fields: { 'content[].type': { labels: { 'text/plain': 'Text', 'text/html': 'HTML' } } },
    },
    upsertContacts: {
      keywords: ['subscribe', 'add contact', 'newsletter', 'upsert'],
      effect: 'update',
      // Three requests every two seconds: https://www.twilio.com/docs/sendgrid/api-reference/contacts/add-or-update-a-contact.
      limit: { requests: 3, perMs: 2000 },
      fields: { list_ids: { isBasic: true }, 'list_ids[]': { lookup: lists }, contacts: { widget: 'rows' } },
    },
    getContactsByEmail: { keywords: ['find contact', 'look up'], effect: 'read', repeat: 'natural' },
    searchContacts: {
      keywords: ['find contacts', 'query', 'sgql'],
      effect: 'read',
      repeat: 'natural',
      fields: { query: { widget: 'text-long' } },
    },
    deleteContacts: { keywords: ['remove contact', 'gdpr'] },
    listLists: {
      keywords: ['audiences', 'segments'],
      paging: {
        style: 'nextUrl',
        items: 'result',
        next: '_metadata.next',
        size: { in: 'query', name: 'page_size', most: 1000 },
      },
    },
    createList: { keywords: ['new audience'] },
    removeFromList: { keywords: ['unsubscribe', 'remove from list'], fields: { id: { lookup: lists } } },
    listBounces: {
      keywords: ['undelivered', 'suppressions', 'failed mail'],
      paging: {
        style: 'offset',
        items: '',
        to: { in: 'query', name: 'offset' },
        size: { in: 'query', name: 'limit', most: 500 },
      },
      fields: { start_time: { isBasic: true }, end_time: { isBasic: true } },
    },
    deleteBounce: { keywords: ['reactivate', 'suppression'] },
    unsubscribe: { keywords: ['opt out', 'do not mail', 'suppress'], effect: 'update', repeat: 'natural' },
    checkEmail: {
      group: 'E-mail',
      keywords: ['validate', 'verify address'],
      effect: 'read',
      repeat: 'natural',
      fields: { source: { isBasic: true } },
    },
    listTemplates: {
      isHidden: true,
      paging: {
        style: 'nextUrl',
        items: 'result',
        next: '_metadata.next',
        size: { in: 'query', name: 'page_size', most: 200 },
      },
      fields: { generations: { fixed: 'dynamic' } },
    },
    listSenders: { isHidden: true },
    listScopes: { isHidden: true },
  },
} satisfies Overlay;
