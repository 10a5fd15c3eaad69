import type { Lookup, Overlay, Paging } from '@patchbay/connector';

const bases: Lookup = { operation: 'listBases', value: 'id', label: 'name', link: '/(app[A-Za-z0-9]{14})' };

const tables: Lookup = {
  operation: 'listTables',
  input: { baseId: { from: 'baseId' } },
  value: 'id',
  label: 'name',
  link: '/(tbl[A-Za-z0-9]{14})',
};

const ofTable = { ...tables, inside: { where: ['id', 'name'], from: 'tableId' } } as const;

const columnNames: Lookup = { ...ofTable, items: 'fields', value: 'name', label: 'name', detail: 'type' };

const views: Lookup = { ...ofTable, items: 'views', value: 'id', label: 'name', link: '/(viw[A-Za-z0-9]{14})' };

const number = { type: 'number' } as const;
const people = { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } } as const;
const names = { type: 'array', items: { type: 'string' } } as const;

/** What a column takes, by its kind; those that Airtable works out itself take nothing. */
const columns: Lookup = {
  ...columnNames,
  schemas: {
    by: 'type',
    of: {
      number,
      currency: number,
      percent: number,
      duration: number,
      rating: number,
      checkbox: { type: 'boolean' },
      date: { type: 'string', format: 'date' },
      dateTime: { type: 'string', format: 'date-time' },
      multilineText: { type: 'string', 'x-patchbay-widget': 'text-long' },
      richText: { type: 'string', 'x-patchbay-widget': 'text-long' },
      multipleSelects: names,
      multipleRecordLinks: names,
      multipleCollaborators: people,
      multipleAttachments: {
        type: 'array',
        items: { type: 'object', properties: { url: { type: 'string', title: 'Address' } } },
      },
      formula: false,
      rollup: false,
      count: false,
      multipleLookupValues: false,
      autoNumber: false,
      createdTime: false,
      createdBy: false,
      lastModifiedTime: false,
      lastModifiedBy: false,
      button: false,
      aiText: false,
      externalSyncSource: false,
    },
  },
};

const place = { baseId: { lookup: bases }, tableId: { lookup: tables } };
const writing = { ...place, fields: { fieldsFrom: columns }, typecast: { default: true } };

const pages = (items: string): Paging => ({
  style: 'cursor',
  items,
  next: 'offset',
  to: { in: 'query', name: 'offset' },
  size: { in: 'query', name: 'pageSize', most: 100 },
});

/** What people need to know of Airtable beyond its description. */
export const overlay = {
  name: 'Airtable',
  description: 'Reads, creates and updates the records of your bases.',
  category: 'data',
  keywords: ['database', 'table', 'spreadsheet', 'base', 'record', 'row'],
  icon: 'airtable',
  auth: [
    {
      kind: 'oauth2',
      title: 'Sign in to Airtable',
      description: 'Choose the bases that the account may use when Airtable asks.',
      helpUrl: 'https://airtable.com/developers/web/guides/oauth-integrations',
      authorizeUrl: 'https://airtable.com/oauth2/v1/authorize',
      tokenUrl: 'https://airtable.com/oauth2/v1/token',
      clientSecretIn: 'header',
      scopes: [
        'data.records:read',
        'data.records:write',
        'data.recordComments:read',
        'data.recordComments:write',
        'schema.bases:read',
        'schema.bases:write',
        'user.email:read',
      ],
      defaultScopes: ['data.records:read', 'data.records:write', 'schema.bases:read', 'user.email:read'],
    },
    {
      kind: 'bearer',
      title: 'Personal access token',
      description:
        'Create one with the scopes data.records:read, data.records:write and schema.bases:read, and add your bases.',
      helpUrl: 'https://airtable.com/create/tokens',
    },
  ],
  test: { operation: 'whoAmI', label: ['email', 'id'] },
  defaults: {
    answer: {
      code: ['error.type', 'error', 'errors.0.error'],
      message: ['error.message', 'errors.0.message'],
      advice: {
        AUTHENTICATION_REQUIRED: {
          sentence: 'Airtable did not accept the token. Reconnect the account.',
          retry: 'after-reconnect',
        },
        UNAUTHORIZED: {
          sentence: 'Airtable did not accept the token. Reconnect the account.',
          retry: 'after-reconnect',
        },
        INVALID_PERMISSIONS: { sentence: 'The token may not do this. Give it the scope and the base, then reconnect.' },
        INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND: {
          sentence: 'There is no such base or table, or the token was not given this base. Check both.',
        },
        NOT_FOUND: { sentence: 'There is no such record or table. Check the ids this step sends.' },
        MODEL_ID_NOT_FOUND: { sentence: 'There is no such record. Check the id this step sends.' },
        TABLE_NOT_FOUND: { sentence: 'There is no such table in this base. Choose it again.' },
        VIEW_NAME_NOT_FOUND: { sentence: 'The table has no such view. Choose it again.' },
        UNKNOWN_FIELD_NAME: { sentence: 'The table has no column of this name. Choose the columns again.' },
        INVALID_VALUE_FOR_COLUMN: { sentence: 'A column does not take the value it was given. Check its kind.' },
        INVALID_MULTIPLE_CHOICE_OPTIONS: {
          sentence: 'The column has no such choice. Turn on “Fit values to their columns” to add it.',
        },
        INVALID_FILTER_BY_FORMULA: {
          sentence: 'Airtable cannot read the filter. Write columns as {Name} and text in quotes.',
        },
        CANNOT_UPDATE_COMPUTED_FIELD: {
          sentence: 'Airtable works this column out itself, so nothing can be written to it.',
        },
        LIST_RECORDS_ITERATOR_NOT_AVAILABLE: {
          sentence: 'The list was read too slowly. Read it again from its start.',
          retry: 'later',
        },
        RATE_LIMIT_REACHED: { sentence: 'Airtable takes five requests a second for a base.', retry: 'later' },
      },
    },
    // Five a second for a base: https://airtable.com/developers/web/api/rate-limits.
    limit: { requests: 5, perMs: 1_000 },
  },
  operations: {
    listRecords: {
      keywords: ['search', 'find', 'rows', 'query', 'read'],
      scopes: ['data.records:read'],
      paging: pages('records'),
      order: ['baseId', 'tableId', 'filterByFormula', 'view', 'sort', 'fields[]'],
      fields: {
        ...place,
        filterByFormula: { isBasic: true },
        view: { lookup: views, isBasic: true },
        'sort[].field': { lookup: columnNames },
        'sort[].direction': { labels: { asc: 'Smallest first', desc: 'Largest first' } },
        'fields[][]': { lookup: columnNames },
      },
    },
    getRecord: { scopes: ['data.records:read'], fields: place },
    createRecord: {
      effect: 'create',
      keywords: ['add row', 'insert', 'append'],
      scopes: ['data.records:write'],
      order: ['baseId', 'tableId', 'fields'],
      fields: writing,
    },
    updateRecord: {
      effect: 'update',
      repeat: 'natural',
      keywords: ['edit', 'change row'],
      scopes: ['data.records:write'],
      order: ['baseId', 'tableId', 'recordId', 'fields'],
      fields: writing,
    },
    upsertRecords: {
      effect: 'update',
      repeat: 'natural',
      keywords: ['upsert', 'create or update', 'sync'],
      scopes: ['data.records:write'],
      order: ['baseId', 'tableId', 'performUpsert', 'records'],
      fields: {
        ...place,
        'performUpsert.fieldsToMergeOn[]': { lookup: columnNames },
        'records[].fields': { fieldsFrom: columns },
        typecast: { default: true },
      },
    },
    deleteRecord: { effect: 'delete', keywords: ['remove row'], scopes: ['data.records:write'], fields: place },
    deleteRecords: {
      effect: 'delete',
      keywords: ['remove rows'],
      scopes: ['data.records:write'],
      output: { at: 'records' },
      fields: place,
    },
    createComment: {
      effect: 'create',
      scopes: ['data.recordComments:write'],
      fields: { ...place, text: { widget: 'text-long' } },
    },
    listComments: { scopes: ['data.recordComments:read'], paging: pages('comments'), fields: place },
    listBases: {
      scopes: ['schema.bases:read'],
      paging: { style: 'cursor', items: 'bases', next: 'offset', to: { in: 'query', name: 'offset' } },
    },
    listTables: {
      keywords: ['columns', 'schema', 'views'],
      scopes: ['schema.bases:read'],
      output: { at: 'tables' },
      fields: { baseId: { lookup: bases } },
    },
    createTable: {
      effect: 'create',
      scopes: ['schema.bases:write'],
      fields: {
        baseId: { lookup: bases },
        'fields[].type': {
          labels: {
            singleLineText: 'Text, one line',
            multilineText: 'Text, several lines',
            email: 'E-mail address',
            url: 'Web address',
            phoneNumber: 'Phone number',
          },
        },
      },
    },
    whoAmI: { scopes: ['user.email:read'], isHidden: true },
  },
} satisfies Overlay;
