import type { Json, Mapping } from '@patchbay/expression';
import { describe, expect, it } from 'vitest';
import type { Catalog, ThingType } from './catalog.ts';
import { check } from './check/check.ts';
import { StepId } from './document.ts';
import { signatureOf } from './signatureOf.ts';
import { flow, testCatalog, testOperations, withStep } from './testing.ts';
import { outputSchemaOf } from './types.ts';

const literal = (value: Json): Mapping => ({ kind: 'literal', value });
const uses = (operation: string) => ({ connector: 'test', version: '1', operation });
const catalog = testCatalog({
  called: { ...testOperations.trigger, outputFrom: { input: 'example' } },
  subflow: {
    ...testOperations.subflow,
    input: { type: 'object', properties: { flow: { type: 'string' }, wait: {}, input: {} } },
  },
  respond: {
    ...testOperations.respond,
    output: { type: 'object', properties: { body: true } },
    outputFrom: { input: 'body', as: 'body' },
  },
});
const by = { connector: 'test', operation: 'called' };
const start = withStep(flow('start -> answer'), 'start', {
  uses: uses('called'),
  inputs: { example: literal({ order: 7 }) },
});
const refund = withStep(start, 'answer', {
  uses: uses('respond'),
  inputs: {
    body: {
      kind: 'object',
      fields: { ok: literal(true), order: { kind: 'reference', step: 'start', path: ['order'] } },
    },
  },
});

describe('what a flow takes and gives', () => {
  it('is its example and the body of its answer', () => {
    const signature = signatureOf(refund, catalog, by);
    expect(signature?.input).toMatchObject({ properties: { order: { type: 'number' } } });
    expect(signature?.output).toMatchObject({ properties: { ok: { const: true }, order: { type: 'number' } } });
  });

  it('may be anything where it does not answer, and nothing where others cannot call it', () => {
    expect(signatureOf(start, catalog, by)?.output).toBe(true);
    expect(signatureOf(flow('order -> answer'), catalog, by)).toBeUndefined();
  });
});

describe('a step that calls a flow', () => {
  const knowing: Catalog = {
    ...catalog,
    typeOf: ({ kind, id }) => {
      const signature = signatureOf(refund, catalog, by);
      if (kind !== 'flow' || signature === undefined || id === 'unknown') return undefined;
      return id === 'gone' ? null : { ...signature, name: 'Refund', ...(id === 'off' && { isOff: true }) };
    },
  };
  const calling = (inputs: Record<string, Mapping>) =>
    withStep(flow('order -> sub'), 'sub', { uses: uses('subflow'), inputs: { flow: literal('refund'), ...inputs } });
  const output = (inputs: Record<string, Mapping>) => outputSchemaOf(calling(inputs), knowing, StepId.parse('sub'));

  it('gives what that flow answers, and the run where it does not wait for it', () => {
    expect(output({})).toMatchObject({ properties: { ok: { const: true } } });
    expect(output({ wait: literal('started') })).toMatchObject({ properties: { runId: { type: 'string' } } });
    expect(output({ flow: literal('unknown') })).toBe(true);
    expect(output({ flow: literal('gone') })).toBe(true);
  });

  it('is checked against what that flow takes', () => {
    const problems = (input: Mapping) => check(calling({ input }), knowing).map(({ field }) => field);
    expect(problems(literal({ order: 8 }))).toEqual([]);
    expect(problems(literal({ order: 'eight' }))).not.toEqual([]);
  });

  it('is told of a flow that is gone, or switched off', () => {
    const codes = (id: string) =>
      check(calling({ flow: literal(id) }), knowing).map(({ code, field }) => [code, field]);
    expect(codes('refund')).toEqual([]);
    expect(codes('unknown')).toEqual([]);
    expect(codes('gone')).toEqual([['flow_not_callable', ['flow']]]);
    expect(codes('off')).toEqual([['called_flow_off', ['flow']]]);
  });
});

describe('a step that works with a table', () => {
  const row: ThingType = {
    name: 'Orders',
    input: { type: 'object', properties: { total: { type: 'number' } } },
    output: { type: 'object', properties: { id: { type: 'string' }, total: { type: 'number' } } },
  };
  const table = {
    ...testOperations.call,
    input: { type: 'object', properties: { table: { type: 'string' }, row: {} } } as const,
  };
  const tables: Catalog = {
    ...testCatalog({
      addRow: { ...table, typedBy: { kind: 'table', by: 'table', takes: 'row', gives: { as: 'row' } } },
      findRows: { ...table, typedBy: { kind: 'table', by: 'table', gives: { as: 'rows', list: true } } },
      clear: { ...table, typedBy: { kind: 'table', by: 'table' } },
    }),
    typeOf: ({ id }) => (id === 'orders' ? row : null),
  };
  const using = (operation: string, inputs: Record<string, Mapping> = {}) =>
    withStep(flow('order -> t'), 't', { uses: uses(operation), inputs: { table: literal('orders'), ...inputs } });
  const output = (operation: string) => outputSchemaOf(using(operation), tables, StepId.parse('t'));

  it('gives a row, several, or what it says itself', () => {
    expect(output('addRow')).toMatchObject({ properties: { row: { properties: { id: {}, total: {} } } } });
    expect(output('findRows')).toMatchObject({
      properties: { rows: { type: 'array', items: { properties: { id: {} } } } },
    });
    expect(output('clear')).toBe(true);
  });

  it('is checked against what a row takes, and told of a table that is gone', () => {
    const codes = (inputs: Record<string, Mapping>) => check(using('addRow', inputs), tables).map(({ code }) => code);
    expect(codes({ row: literal({ total: 7 }) })).toEqual([]);
    expect(codes({ row: literal({ total: 'seven' }) })).not.toEqual([]);
    expect(codes({ table: literal('gone') })).toEqual(['table_missing']);
  });
});
