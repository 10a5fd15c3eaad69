import type { Lookup, Overlay } from '@patchbay/connector';

const forms: Lookup = {
  operation: 'listForms',
  value: 'id',
  label: 'title',
  search: 'search',
  link: '/(?:to|form)/([0-9A-Za-z]+)',
};

/** The form that everything is about. */
export const form = { form_id: { lookup: forms } };

/** What people need to know of Typeform beyond its description. */
export const overlay = {
  name: 'Typeform',
  description: 'Reads what people answered in forms, and starts flows by new answers.',
  category: 'marketing',
  keywords: ['form', 'survey', 'quiz', 'questionnaire', 'feedback', 'lead'],
  icon: 'typeform',
  auth: [
    {
      kind: 'bearer',
      title: 'Personal access token',
      description: 'In Typeform under Your settings, Personal tokens.',
      helpUrl: 'https://admin.typeform.com/user/tokens',
    },
    {
      kind: 'oauth2',
      title: 'Sign in to Typeform',
      description: 'Needs an app of your own, which you register in Typeform under Developer apps.',
      helpUrl: 'https://www.typeform.com/developers/get-started/applications/',
      authorizeUrl: 'https://api.typeform.com/oauth/authorize',
      tokenUrl: 'https://api.typeform.com/oauth/token',
      scopes: [
        'offline',
        'accounts:read',
        'forms:read',
        'responses:read',
        'responses:write',
        'webhooks:read',
        'webhooks:write',
      ],
      defaultScopes: ['offline', 'accounts:read', 'forms:read', 'responses:read'],
    },
  ],
  test: { operation: 'getMe', label: ['alias', 'email'] },
  defaults: {
    answer: {
      code: 'code',
      message: 'description',
      advice: {
        AUTHENTICATION_FAILED: {
          sentence: 'Typeform did not accept the token. Connect the account again.',
          retry: 'after-reconnect',
        },
        FORM_NOT_FOUND: { sentence: 'There is no such form, or the account does not see it. Choose it again.' },
      },
    },
    limit: { requests: 2, perMs: 1_000 },
  },
  operations: {
    getMe: { isHidden: true, scopes: ['accounts:read'] },
    listForms: {
      scopes: ['forms:read'],
      paging: {
        style: 'page',
        items: 'items',
        to: { in: 'query', name: 'page' },
        size: { in: 'query', name: 'page_size', most: 200 },
        total: 'total_items',
      },
    },
    getForm: { scopes: ['forms:read'], keywords: ['questions'], fields: form },
    listResponses: {
      scopes: ['responses:read'],
      keywords: ['answers', 'entries', 'submissions'],
      fields: {
        ...form,
        since: { isBasic: true },
        response_type: {
          labels: { completed: 'Finished ones', partial: 'Half finished ones', started: 'Only opened ones' },
        },
      },
      paging: {
        style: 'lastItem',
        items: 'items',
        item: 'token',
        to: { in: 'query', name: 'before' },
        size: { in: 'query', name: 'page_size', most: 1_000 },
      },
    },
    deleteResponses: { scopes: ['responses:write'], keywords: ['remove', 'gdpr', 'erase'], fields: form },
  },
} satisfies Overlay;
