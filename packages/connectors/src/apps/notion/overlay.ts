import type { FieldOverlay, Overlay, Paging } from '@patchbay/connector';
import { columnNames, databases, pages } from './lookups.ts';

/** Notion takes the id of a page with or without its dashes, and addresses end in it. */
const inPage: Readonly<Record<string, FieldOverlay>> = { page_id: { lookup: pages } };

const cursor = (place: 'query' | 'body'): Paging => ({
  style: 'cursor',
  items: 'results',
  next: 'next_cursor',
  more: 'has_more',
  to: { in: place, name: 'start_cursor' },
  size: { in: place, name: 'page_size', most: 100 },
});

const conditions = ['rich_text', 'email', 'number', 'select', 'status', 'multi_select', 'checkbox', 'date'] as const;

/** The two ends of a text of a page came with a later version of the API than the rest is written for. */
const withText = { headers: { 'Notion-Version': '2026-03-11' } };

/** What people need to know of Notion beyond its description. */
export const overlay = {
  name: 'Notion',
  description: 'Reads and writes pages and the items of your databases.',
  category: 'data',
  keywords: ['page', 'database', 'wiki', 'notes', 'docs', 'table'],
  icon: 'notion',
  auth: [
    {
      kind: 'oauth2',
      title: 'Sign in to Notion',
      description: 'Choose the pages and databases that the integration may use when Notion asks.',
      helpUrl: 'https://developers.notion.com/docs/authorization',
      authorizeUrl: 'https://api.notion.com/v1/oauth/authorize',
      tokenUrl: 'https://api.notion.com/v1/oauth/token',
      clientSecretIn: 'header',
      authorizeParameters: { owner: 'user' },
      hasNoPkce: true,
      scopes: [],
    },
    {
      kind: 'bearer',
      title: 'Integration secret',
      description: 'Make an internal integration, paste its secret, and add it to your pages under Connections.',
      helpUrl: 'https://www.notion.so/profile/integrations',
    },
  ],
  test: {
    operation: 'getMe',
    label: ['bot.workspace_name', 'name'],
    picture: ['avatar_url', 'bot.owner.user.avatar_url'],
  },
  defaults: {
    headers: { 'Notion-Version': '2025-09-03' },
    answer: {
      code: 'code',
      message: 'message',
      advice: {
        unauthorized: {
          sentence: 'Notion did not accept the secret. Reconnect the account.',
          retry: 'after-reconnect',
        },
        restricted_resource: { sentence: 'The integration may not do this. Give it the capability in its settings.' },
        object_not_found: {
          sentence:
            'There is no such page or database, or it is not shared with the integration: add it under Connections.',
        },
        validation_error: { sentence: 'Notion cannot take one of the fields. Check names and kinds of the columns.' },
        conflict_error: { sentence: 'Somebody changed the page at the same time.', retry: 'later' },
        rate_limited: { sentence: 'Notion takes about three requests a second.', retry: 'later' },
        internal_server_error: { retry: 'later' },
        service_unavailable: { retry: 'later' },
        database_connection_unavailable: { retry: 'later' },
      },
    },
    // Three a second on average: https://developers.notion.com/reference/request-limits.
    limit: { requests: 3, perMs: 1_000 },
  },
  operations: {
    search: {
      effect: 'read',
      repeat: 'natural',
      keywords: ['search', 'list pages', 'list databases'],
      paging: cursor('body'),
      order: ['query', 'filter', 'sort'],
      fields: {
        query: { isBasic: true },
        filter: { isBasic: true },
        'filter.property': { isHidden: true, default: 'object' },
        'filter.value': { isBasic: true, labels: { page: 'Pages', data_source: 'Databases' } },
        'sort.timestamp': { isHidden: true, default: 'last_edited_time' },
        'sort.direction': {
          isBasic: true,
          labels: { descending: 'Last changed first', ascending: 'Last changed last' },
        },
      },
    },
    findItems: {
      effect: 'read',
      repeat: 'natural',
      keywords: ['query', 'filter', 'list rows', 'database'],
      paging: cursor('body'),
      order: ['data_source_id', 'filter', 'sorts'],
      fields: {
        data_source_id: { lookup: databases },
        filter: { isBasic: true },
        'filter.property': { isBasic: true, lookup: columnNames },
        ...Object.fromEntries(
          conditions
            .map((kind): [string, FieldOverlay] => [`filter.${kind}.equals`, { isBasic: true }])
            .filter(([path]) => path !== 'filter.multi_select.equals'),
        ),
        'filter.multi_select.contains': { isBasic: true },
        'filter.rich_text.contains': { isBasic: true },
        'sorts[].property': { lookup: columnNames },
        'sorts[].direction': { labels: { ascending: 'Smallest first', descending: 'Largest first' } },
      },
    },
    getPage: { keywords: ['read item', 'row'], fields: inPage },
    readText: { ...withText, keywords: ['content', 'markdown', 'blocks'], fields: inPage },
    replaceText: {
      ...withText,
      effect: 'update',
      repeat: 'natural',
      keywords: ['content', 'markdown', 'rewrite'],
      fields: {
        ...inPage,
        type: { fixed: 'replace_content' },
        'replace_content.new_str': { widget: 'text-long' },
      },
    },
    listComments: { paging: cursor('query'), fields: { block_id: { lookup: pages } } },
    listUsers: { keywords: ['users', 'members'], paging: cursor('query') },
    getDatabase: { keywords: ['columns', 'schema', 'properties'], fields: { data_source_id: { lookup: databases } } },
    getMe: { isHidden: true },
  },
} satisfies Overlay;
