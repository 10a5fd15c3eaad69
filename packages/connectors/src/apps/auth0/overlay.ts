import type { Lookup, Overlay } from '@patchbay/connector';

const users: Lookup = {
  operation: 'listUsers',
  value: 'user_id',
  label: '{name}',
  detail: 'email',
  link: '/users/([^/?]+)',
};

const roles: Lookup = {
  operation: 'listRoles',
  value: 'id',
  label: 'name',
  detail: 'description',
  link: '/roles/(rol_[A-Za-z0-9]+)',
};

const clients: Lookup = { operation: 'listApplications', value: 'client_id', label: 'name', detail: 'app_type' };

/** What Auth0's description does not say. */
export const overlay = {
  name: 'Auth0',
  category: 'authentication',
  icon: 'auth0',
  description: 'Keep the users, roles and sign-in e-mails of an Auth0 tenant.',
  keywords: ['authentication', 'users', 'login', 'sign-in', 'identity', 'roles', 'password', 'okta'],
  baseUrl: 'https://{domain}',
  auth: [
    {
      kind: 'oauth2',
      grant: 'clientCredentials',
      title: 'Machine to machine application',
      description:
        'An application that is allowed to use the Auth0 Management API; its client id and secret stand under Settings.',
      helpUrl: 'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens',
      tokenUrl: 'https://{domain}/oauth/token',
      tokenParameters: { audience: 'https://{domain}/api/v2/' },
      scopes: [
        'read:users',
        'create:users',
        'update:users',
        'delete:users',
        'read:roles',
        'create:role_members',
        'delete:role_members',
        'create:user_tickets',
        'read:connections',
        'read:clients',
        'read:logs',
      ],
      fields: [
        {
          name: 'domain',
          title: 'Domain',
          description: 'Of the tenant, such as northwind.eu.auth0.com; not a domain of your own.',
        },
      ],
    },
    {
      kind: 'bearer',
      title: 'Token for tests',
      description: 'From the API Explorer of the Management API; it holds for 24 hours.',
      fields: [{ name: 'domain', title: 'Domain', description: 'Of the tenant, such as northwind.eu.auth0.com.' }],
    },
  ],
  test: { operation: 'listUsers', input: { pages: { take: 'first', count: 1 } } },
  defaults: {
    answer: {
      message: ['message', 'error_description', 'description'],
      code: ['errorCode', 'code', 'error'],
      advice: {
        inexistent_user: { sentence: 'There is no such user. Ids look like auth0|5f7c8ec7c33c6c004bbafe82.' },
        auth0_idp_error: { sentence: 'There is a user with this e-mail already, or the password is too weak.' },
        invalid_body: { sentence: 'A field is not what Auth0 takes. Check this step.' },
        invalid_query_string: {
          sentence: 'The search is not what Auth0 takes. It is written like email:"ann@example.com".',
        },
        insufficient_scope: {
          sentence: 'The application may not do this. Allow it the scope under APIs, Auth0 Management API.',
        },
        inexistent_connection: { sentence: 'There is no such connection (place where users are kept).' },
        operation_not_supported: {
          sentence: 'The connection does not allow this, for example because its users sign in elsewhere.',
        },
        too_many_requests: { sentence: 'Too many requests at once.', retry: 'later' },
        access_denied: { sentence: 'The application is not allowed to use the Management API.' },
        'bad.connection': {
          sentence: 'Sign-in by e-mail or SMS without a password is not switched on for this application.',
        },
        invalid_token: {
          sentence: 'The token does not hold any more. Connect the account again.',
          retry: 'after-reconnect',
        },
      },
    },
    // Free tenants: 2 requests a second to the Management API, with a burst of 10; others have more (https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy).
    limit: { requests: 2, perMs: 1000 },
  },
  operations: {
    listUsers: {
      keywords: ['search users', 'get many users'],
      scopes: ['read:users'],
      paging: {
        style: 'page',
        items: '',
        first: 0,
        to: { in: 'query', name: 'page' },
        size: { in: 'query', name: 'per_page', most: 100 },
      },
      fields: {
        q: { isBasic: true },
        search_engine: { fixed: 'v3' },
        connection: { lookup: { operation: 'listConnections', value: 'name', label: '{name}', detail: 'strategy' } },
      },
    },
    getUsersByEmail: { keywords: ['find user'], scopes: ['read:users'] },
    getUser: { keywords: ['profile'], scopes: ['read:users'], fields: { id: { lookup: users } } },
    createUser: {
      keywords: ['sign up', 'register', 'new user'],
      scopes: ['create:users'],
      fields: {
        connection: { lookup: { operation: 'listConnections', value: 'name', label: '{name}', detail: 'strategy' } },
        email: { isBasic: true },
        password: { isBasic: true },
        name: { isBasic: true },
        user_metadata: { widget: 'fields' },
        app_metadata: { isBasic: true, widget: 'fields' },
      },
    },
    updateUser: {
      keywords: ['edit user', 'block user', 'metadata'],
      repeat: 'natural',
      scopes: ['update:users'],
      fields: {
        id: { lookup: users },
        name: { isBasic: true },
        user_metadata: { widget: 'fields' },
        app_metadata: { isBasic: true, widget: 'fields' },
      },
    },
    deleteUser: { keywords: ['remove user', 'gdpr'], scopes: ['delete:users'], fields: { id: { lookup: users } } },
    assignRoles: {
      keywords: ['assign role', 'permissions'],
      effect: 'update',
      repeat: 'natural',
      scopes: ['create:role_members'],
      fields: { id: { lookup: users }, 'roles[]': { lookup: roles } },
    },
    removeRoles: {
      keywords: ['unassign role', 'permissions'],
      scopes: ['delete:role_members'],
      fields: { id: { lookup: users }, 'roles[]': { lookup: roles } },
    },
    createPasswordLink: {
      keywords: ['password reset', 'ticket', 'invite'],
      scopes: ['create:user_tickets'],
      fields: { user_id: { lookup: users }, ttl_sec: { isBasic: true }, mark_email_as_verified: { isBasic: true } },
    },
    sendConfirmation: {
      keywords: ['verification email', 'verify'],
      effect: 'send',
      scopes: ['update:users'],
      fields: { user_id: { lookup: users } },
    },
    sendPasswordReset: {
      keywords: ['reset password', 'forgot password'],
      effect: 'send',
      fields: {
        client_id: { lookup: clients },
        connection: { lookup: { operation: 'listConnections', value: 'name', label: '{name}', detail: 'strategy' } },
      },
    },
    sendSignInCode: {
      keywords: ['passwordless', 'magic link', 'otp'],
      effect: 'send',
      fields: {
        client_id: { lookup: clients },
        connection: { labels: { email: 'E-mail', sms: 'SMS' } },
        email: { isBasic: true, when: { field: 'connection', is: ['email'] } },
        phone_number: { isBasic: true, when: { field: 'connection', is: ['sms'] } },
        send: { labels: { code: 'A code', link: 'A link' } },
      },
    },
    listLogs: {
      keywords: ['audit', 'events', 'failed login'],
      scopes: ['read:logs'],
      paging: {
        style: 'page',
        items: '',
        first: 0,
        to: { in: 'query', name: 'page' },
        size: { in: 'query', name: 'per_page', most: 100 },
      },
      fields: { q: { isBasic: true } },
    },
    listRoles: {
      isHidden: true,
      scopes: ['read:roles'],
      paging: {
        style: 'page',
        items: '',
        first: 0,
        to: { in: 'query', name: 'page' },
        size: { in: 'query', name: 'per_page', most: 100 },
      },
    },
    listConnections: {
      isHidden: true,
      scopes: ['read:connections'],
      paging: {
        style: 'page',
        items: '',
        first: 0,
        to: { in: 'query', name: 'page' },
        size: { in: 'query', name: 'per_page', most: 100 },
      },
    },
    listApplications: {
      isHidden: true,
      scopes: ['read:clients'],
      paging: {
        style: 'page',
        items: '',
        first: 0,
        to: { in: 'query', name: 'page' },
        size: { in: 'query', name: 'per_page', most: 100 },
      },
    },
  },
} satisfies Overlay;
