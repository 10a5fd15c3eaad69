import type { Mapping } from '@patchbay/expression';
import { outletOfCase } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { casesFrom, newCase } from './cases.ts';

const literal = (value: string): Mapping => ({ kind: 'literal', value });
const way = (fields: Record<string, Mapping>): Mapping => ({ kind: 'object', fields });

it('gives each way the id its wires hold on to, also where it had none', () => {
  const cases = casesFrom([way({ id: literal('de'), is: literal('DE') }), way({ is: literal('FR') })], outletOfCase);
  expect(cases.map(({ id, label }) => [id, label])).toEqual([
    ['de', 'DE'],
    ['case2', 'FR'],
  ]);
  expect(cases[1]?.mapping).toEqual(way({ is: literal('FR'), id: literal('case2') }));
});

it('reads ways that came as plain data, and calls one without a name by its number', () => {
  const cases = casesFrom([{ kind: 'literal', value: { label: 'Big' } }, way({})], outletOfCase);
  expect(cases.map(({ label }) => label)).toEqual(['Big', 'Way 2']);
});

it('begins a way with an id that no other has', () => {
  const cases = casesFrom([way({ id: literal('case2') })], outletOfCase);
  expect(newCase(cases).id).toBe('case3');
});
