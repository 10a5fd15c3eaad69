import type { Json, Mapping } from '@patchbay/expression';
import { describe, expect, it } from 'vitest';
import type { Catalog } from './catalog.ts';
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
    signatureOf: (id) => (id === 'refund' ? signatureOf(refund, catalog, by) : undefined),
  };
  const calling = (inputs: Record<string, Mapping>) =>
    withStep(flow('order -> sub'), 'sub', { uses: uses('subflow'), inputs: { flow: literal('refund'), ...inputs } });
  const output = (inputs: Record<string, Mapping>) => outputSchemaOf(calling(inputs), knowing, StepId.parse('sub'));

  it('gives what that flow answers, and nothing where it does not wait for it', () => {
    expect(output({})).toMatchObject({ properties: { ok: { const: true } } });
    expect(output({ wait: literal('started') })).toEqual({ type: 'null' });
    expect(output({ flow: literal('other') })).toBe(true);
  });

  it('is checked against what that flow takes', () => {
    const problems = (input: Mapping) => check(calling({ input }), knowing).map(({ field }) => field);
    expect(problems(literal({ order: 8 }))).toEqual([]);
    expect(problems(literal({ order: 'eight' }))).not.toEqual([]);
  });
});
