import type { Lookup } from '@patchbay/connector';

/** The databases that were shared with the integration. */
export const databases: Lookup = {
  operation: 'search',
  input: { filter: { value: 'data_source' } },
  value: 'id',
  label: 'title',
  search: 'query',
};

/** The pages that were shared with the integration. */
export const pages: Lookup = {
  operation: 'search',
  input: { filter: { value: 'page' } },
  value: 'id',
  label: 'title',
  search: 'query',
  link: '([0-9a-f]{32})(?:[?#]|$)',
};

/** The names of the columns of the chosen database. */
export const columnNames: Lookup = {
  operation: 'getDatabase',
  input: { data_source_id: { from: 'data_source_id' } },
  items: 'properties',
  value: 'name',
  label: 'name',
  detail: 'type',
};

const names = { type: 'array', items: { type: 'string' } } as const;

const { detail: _saidByTheField, ...byName } = columnNames;

/** What a column takes, by its kind; those that Notion works out itself take nothing. */
export const columns: Lookup = {
  ...byName,
  schemas: {
    by: 'type',
    of: {
      rich_text: { type: 'string', 'x-patchbay-widget': 'text-long' },
      number: { type: 'number' },
      checkbox: { type: 'boolean' },
      multi_select: names,
      people: names,
      relation: names,
      files: names,
      formula: false,
      rollup: false,
      created_time: false,
      created_by: false,
      last_edited_time: false,
      last_edited_by: false,
      unique_id: false,
      verification: false,
      button: false,
    },
  },
};
