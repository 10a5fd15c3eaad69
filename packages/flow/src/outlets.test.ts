import type { Mapping } from '@patchbay/expression';
import { describe, expect, it } from 'vitest';
import { check } from './check/check.ts';
import { outletsOf } from './outlets.ts';
import { flow, testCatalog, testOperations, withStep } from './testing.ts';

const literal = (value: string): Mapping => ({ kind: 'literal', value });
const reference: Mapping = { kind: 'reference', step: 'order', path: ['country'] };
const aCase = (fields: Record<string, Mapping>): Mapping => ({ kind: 'object', fields });
const cases = (...items: Mapping[]): Mapping => ({ kind: 'list', items });

const uses = { connector: 'test', version: '1', operation: 'switch' };
const base = flow('order -> ask', 'ask -de-> ship', 'ask -otherwise-> hold');
const withCases = (mapping: Mapping) => withStep(base, 'ask', { uses, inputs: { value: reference, cases: mapping } });
const problems = (mapping: Mapping) => check(withCases(mapping), testCatalog()).map(({ code, field }) => [code, field]);

describe('the ways out of a step', () => {
  it('are what its operation names, or just done', () => {
    expect(outletsOf({ inputs: {} }, testOperations.call)).toEqual([{ name: 'done', label: 'done' }]);
    expect(outletsOf({ inputs: {} }, testOperations.branch).map(({ name }) => name)).toEqual(['yes', 'no']);
  });

  it('are its cases, by id, and what its operation adds', () => {
    const mapping = cases(
      aCase({ id: literal('de'), is: literal('DE'), label: literal('Germany') }),
      aCase({ is: literal('FR') }),
      aCase({ id: literal('other'), is: reference }),
    );
    expect(outletsOf({ inputs: { cases: mapping } }, testOperations.switch)).toEqual([
      { name: 'de', label: 'Germany' },
      { name: 'case2', label: 'FR' },
      { name: 'other', label: 'Way 3' },
      { name: 'otherwise', label: 'Otherwise' },
    ]);
  });

  it('are read from a typed list as well', () => {
    const mapping: Mapping = { kind: 'literal', value: [{ id: 'a', is: 1 }, null] };
    expect(outletsOf({ inputs: { cases: mapping } }, testOperations.switch).map(({ label }) => label)).toEqual([
      '1',
      'Way 2',
      'Otherwise',
    ]);
  });
});

describe('the check of a switch', () => {
  it('takes wires from its cases', () => {
    expect(problems(cases(aCase({ id: literal('de'), is: literal('DE') })))).toEqual([]);
    expect(problems(cases(aCase({ id: literal('fr'), is: literal('FR') })))).toEqual([['unknown_outlet', undefined]]);
  });

  it('wants the cases typed in, since each is a way out', () => {
    expect(problems(reference)).toContainEqual(['cases_not_typed', ['cases']]);
  });

  it('wants each case once', () => {
    const twice = cases(aCase({ id: literal('de'), is: literal('DE') }), aCase({ id: literal('de') }));
    expect(problems(twice)).toEqual([['case_twice', ['cases']]]);
    expect(problems(cases(aCase({ id: literal('error') }), aCase({ id: literal('de') })))).toEqual([
      ['case_twice', ['cases']],
    ]);
  });
});
