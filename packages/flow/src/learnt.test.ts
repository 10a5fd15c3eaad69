import { type Json, schemaFromSample } from '@patchbay/expression';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { describe, expect, it } from 'vitest';
import type { Catalog, CatalogOperation } from './catalog.ts';
import { check } from './check/check.ts';
import { type Mapping, type Step, StepId } from './document.ts';
import { filledIn, saysTooLittle } from './learnt.ts';
import { flow, testCatalog, testOperations, withStep } from './testing.ts';
import { outputSchemaOf } from './types.ts';

const answer: JSONSchema = {
  type: 'object',
  properties: { status: { type: 'integer' }, body: { title: 'Body' } },
  required: ['status', 'body'],
  additionalProperties: false,
};
const http: CatalogOperation = { ...testOperations.call, output: answer };
const count: CatalogOperation = {
  ...testOperations.call,
  input: { type: 'object', properties: { count: { type: 'number' } }, additionalProperties: false },
};
const samples: Json[] = [
  { status: 200, body: { total: 3, tags: ['a'] } },
  { status: 404, body: { total: 4, note: 'x' } },
];
const learnt = { schema: items(schemaFromSample(samples)), samples: samples.length };
const uses = (operation: string): Step['uses'] => ({ connector: 'test', version: '1', operation });

function items(schema: JSONSchema): JSONSchema {
  return typeof schema === 'object' ? (schema.items ?? true) : true;
}

function catalog(knows: boolean): Catalog {
  const all = testCatalog({ http, count });
  return { ...all, ...(knows && { learntOf: ({ id }) => (id === 'ask' ? learnt : undefined) }) };
}

function counting(...path: string[]) {
  const mapping: Mapping = { kind: 'reference', step: 'ask', path };
  const drawn = withStep(flow('start -> ask', 'ask -> count'), 'ask', { uses: uses('http') });
  return withStep(drawn, 'count', { uses: uses('count'), inputs: { count: mapping } });
}

describe('what samples tell of an output', () => {
  it('stands in for what the operation does not say, and changes nothing of what it says', () => {
    expect(filledIn(answer, learnt.schema)).toMatchObject({
      properties: {
        status: { type: 'integer' },
        body: { title: 'Body', properties: { total: { type: 'number' }, note: { type: 'string' } } },
      },
    });
    const whole: JSONSchema = { type: 'object', properties: { a: { type: 'string' } } };
    expect(filledIn(whole, learnt.schema)).toBe(whole);
    expect(filledIn(true, learnt.schema)).toBe(learnt.schema);
    expect([saysTooLittle(answer), saysTooLittle(true), saysTooLittle(whole)]).toEqual([true, true, false]);
  });

  it('is what later steps may take, and what is wrong by it alone is a warning that says so', () => {
    expect(outputSchemaOf(counting(), catalog(true), StepId.parse('ask'))).toMatchObject({
      properties: { body: { properties: { total: { type: 'number' } } } },
    });
    expect(check(counting('body', 'total'), catalog(true))).toEqual([]);
    expect(check(counting('body', 'totl'), catalog(false))).toEqual([]);
    const [finding, ...more] = check(counting('body', 'totl'), catalog(true));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: 'unknown_field', severity: 'warning', fixes: [{ title: 'Use total' }] });
    expect(finding?.message).toMatch(/Learnt from 2 samples, so it may be otherwise\.$/);
    // What the operation itself says stays as sure as it was.
    expect(check(counting('stats'), catalog(true))).toEqual(check(counting('stats'), catalog(false)));
    expect(check(counting('stats'), catalog(true))).toMatchObject([{ code: 'unknown_field', severity: 'error' }]);
  });
});
