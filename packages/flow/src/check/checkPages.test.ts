import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { expect, it } from 'vitest';
import type { CatalogOperation } from '../catalog.ts';
import { type Step, StepId } from '../document.ts';
import { checkPages } from './checkPages.ts';

const tickets: JSONSchema = { type: 'object', properties: { data: { type: 'array' }, total: { type: 'integer' } } };
const listing = (properties: Record<string, JSONSchema>, output: JSONSchema = tickets): CatalogOperation => ({
  title: 'List tickets',
  kind: 'call',
  input: { type: 'object', properties },
  output,
});
const step = (inputs: Step['inputs'] = {}): Step => ({
  id: StepId.parse('list'),
  name: 'List tickets',
  uses: { connector: 'tickets', version: '1', operation: 'list' },
  inputs,
  position: { x: 0, y: 0 },
});
const whole: JSONSchema = { type: 'integer' };
const found = (operation: CatalogOperation, inputs?: Step['inputs']) => checkPages(step(inputs), operation);

it.each([
  [{ page: whole, per_page: whole }, ['per_page']],
  [{ pageNumber: whole, pageSize: whole }, ['pageSize']],
  [{ offset: whole, limit: whole }, ['limit']],
  [{ page_token: { type: 'string' }, maxResults: whole }, ['maxResults']],
  [{ cursor: { type: 'string' } }, ['cursor']],
  [{ starting_after: { type: 'string' }, limit: { type: 'string' } }, ['starting_after']],
] as [Record<string, JSONSchema>, string[]][])('says of %j that one page is read', (properties, field) => {
  expect(found(listing(properties))).toMatchObject([
    {
      code: 'one_page_of_a_list',
      severity: 'warning',
      message: "'List tickets' reads only the first page of a list, so some of it may be left out.",
      field,
    },
  ]);
});

it('reads as much at once as the API allows, with one click', () => {
  const [fix] = found(listing({ page: whole, limit: { type: 'integer', default: 20, maximum: 250 } }))[0]?.fixes ?? [];
  expect(fix).toMatchObject({ title: 'Read up to 250 at once', kind: 'map', mapping: { kind: 'literal', value: 250 } });
  expect(found(listing({ page: whole, limit: { type: 'integer', default: 100 } }))[0]?.fixes).toBeUndefined();
});

it('finds the list wherever it stands in the answer', () => {
  const page = { page: whole };
  const list: JSONSchema = { type: 'array' };
  expect(found(listing(page, list))).toHaveLength(1);
  expect(found(listing(page, { type: 'object', properties: { data: { properties: { rows: list } } } }))).toHaveLength(
    1,
  );
  const $defs = { rows: list };
  expect(found(listing(page, { properties: { rows: { $ref: '#/$defs/rows' } }, $defs }))).toHaveLength(1);
});

it.each<[string, CatalogOperation, Step['inputs']?]>([
  ['asks for a page', listing({ page: whole }), { page: { kind: 'literal', value: 2 } }],
  ['says how many it wants', listing({ page: whole, limit: whole }), { limit: { kind: 'literal', value: 5 } }],
  ['turns the pages itself', listing({ pages: {}, page: whole })],
  ['has no pages', listing({ query: { type: 'string' }, limit: whole })],
  ['gives no list', listing({ page: whole }, { type: 'object', properties: { text: { type: 'string' } } })],
  ['of which nothing is known', listing({ page: whole }, true)],
  ['begins at a time', listing({ start: { type: 'string' } })],
])('says nothing of a step that %s', (_what, operation, inputs) => {
  expect(found(operation, inputs)).toEqual([]);
});
