import { describe, expect, it } from 'vitest';
import type { Lookup } from './lookup.ts';
import { lookupAt, lookupFields, lookupInput, lookupOptions, valueOfLink } from './readLookup.ts';

const people: Lookup = { operation: 'listPeople', value: 'id', label: '{name} ({email})', detail: 'team.name' };
const ada = { id: 'u1', name: 'Ada', email: 'ada@acme.example', team: { name: 'Lamps' } };

describe('choices', () => {
  it('are read from a list that pages, without those that have no value and those that come again', () => {
    const output = { items: [ada, { id: 'u2', name: 'Bob' }, { name: 'Nobody' }, ada], count: 4, hasMore: false };
    expect(lookupOptions(people, output, {})).toEqual([
      { value: 'u1', label: 'Ada (ada@acme.example)', detail: 'Lamps' },
      { value: 'u2', label: 'Bob' },
    ]);
  });

  it('may be the items themselves, the values of an object, or a text made of several', () => {
    expect(lookupOptions({ operation: 'o', items: 'tags' }, { tags: ['new', 'old'] }, {})).toEqual([
      { value: 'new', label: 'new' },
      { value: 'old', label: 'old' },
    ]);
    const byKind: Lookup = { operation: 'o', items: 'all', value: '{type}:{id}', label: '#{id}' };
    expect(lookupOptions(byKind, { all: { a: { type: 'x', id: 1 } } }, {})).toEqual([{ value: 'x:1', label: '#1' }]);
  });

  it('stand inside one item of another list, or are only those that fit the form', () => {
    const columns: Lookup = {
      operation: 'listTables',
      inside: { where: ['id', 'name'], from: 'table' },
      items: 'fields',
      value: 'name',
    };
    const tables = [
      { id: 't1', name: 'Orders', fields: [{ name: 'Total' }] },
      { id: 't2', fields: [{ name: 'Else' }] },
    ];
    expect(lookupOptions(columns, tables, { table: 'Orders' })).toEqual([{ value: 'Total', label: 'Total' }]);
    const repositories: Lookup = { operation: 'o', only: { at: 'owner', from: 'owner' }, value: 'name' };
    const all = [
      { owner: 'ada', name: 'lamps' },
      { owner: 'bob', name: 'else' },
    ];
    expect(lookupOptions(repositories, all, { owner: 'ada' })).toEqual([{ value: 'lamps', label: 'lamps' }]);
  });
});

it('asks with what the form has, and says what is missing', () => {
  const lookup: Lookup = {
    operation: 'o',
    input: { base: { from: 'base' }, archived: false },
    only: { at: 'x', from: 'y' },
  };
  expect(lookupInput(lookup, { base: 'b1', y: 1 })).toEqual({ input: { base: 'b1', archived: false } });
  expect(lookupInput(lookup, { y: 1 })).toEqual({ needs: 'base' });
  expect(lookupInput(lookup, { base: 'b1' })).toEqual({ needs: 'y' });
});

it('makes fields of items, each of its kind', () => {
  const lookup: Lookup = {
    operation: 'o',
    value: 'name',
    schemas: { by: 'type', of: { number: { type: 'number' }, formula: false } },
  };
  const columns = [
    { name: 'Total', type: 'number' },
    { name: 'Sum', type: 'formula' },
    { name: 'Note', type: 'text' },
  ];
  expect(lookupFields(lookup, columns, {})).toEqual({
    Total: { type: 'number', title: 'Total' },
    Note: { type: 'string', title: 'Note' },
  });
});

it('tells fields apart by a yes or no as well', () => {
  const lookup: Lookup = { operation: 'o', value: 'name', schemas: { by: 'isTheirs', of: { true: false } } };
  const properties = [
    { name: 'email', isTheirs: true },
    { name: 'lamp', isTheirs: false },
  ];
  expect(Object.keys(lookupFields(lookup, properties, {}))).toEqual(['lamp']);
});

it('is found at its place in a form', () => {
  const form = {
    type: 'object',
    properties: {
      channel: { type: 'string', 'x-patchbay-lookup': people },
      lines: { type: 'array', items: { $ref: '#/$defs/Line' } },
    },
    $defs: { Line: { type: 'object', properties: { article: { type: 'string', 'x-patchbay-lookup': people } } } },
  } as const;
  expect(lookupAt(form, 'channel', 'options')).toEqual(people);
  expect(lookupAt(form, 'lines[].article', 'options')).toEqual(people);
  expect(lookupAt(form, 'channel', 'fields')).toBeUndefined();
  expect(lookupAt(form, 'nothing', 'options')).toBeUndefined();
});

it('finds the value in a link that was pasted', () => {
  const lookup: Lookup = { operation: 'o', link: '/spreadsheets/d/([\\w-]+)' };
  expect(valueOfLink(lookup, 'https://docs.google.com/spreadsheets/d/1hY-b3/edit#gid=0')).toBe('1hY-b3');
  expect(valueOfLink(lookup, 'orders')).toBeUndefined();
});

it('finds the choices of a list whose own name ends in brackets', () => {
  const of = { operation: 'listColumns' };
  const items = { type: 'string', 'x-patchbay-lookup': of } as const;
  const form = { type: 'object', properties: { 'fields[]': { type: 'array', items }, tags: { type: 'array', items } } };
  const paths = ['fields[][]', 'fields[].0', 'tags[]', 'tags.3', 'fields[]', 'none[]'];
  const found = paths.map((path) => lookupAt(form as Parameters<typeof lookupAt>[0], path, 'options'));
  expect(found).toEqual([of, of, of, of, undefined, undefined]);
});
