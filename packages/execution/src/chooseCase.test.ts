import type { Json } from '@patchbay/expression';
import { flow } from '@patchbay/flow/testing';
import { describe, expect, it } from 'vitest';
import { chooseCase } from './chooseCase.ts';
import { testRun } from './testing/testRun.ts';
import { planOf } from './testing.ts';

const countries: Json[] = [{ id: 'de', is: 'DE', label: 'Germany' }, { id: 'one', is: 1 }, { is: true }];

describe('a switch', () => {
  it.each<[Json, string, string | null]>([
    ['DE', 'de', 'Germany'],
    [1, 'one', '1'],
    ['1', 'one', '1'],
    [true, 'case3', 'true'],
    ['de', 'otherwise', null],
    [null, 'otherwise', null],
    [['DE'], 'otherwise', null],
  ])('takes for %j the way %s', (value, outlet, label) => {
    expect(chooseCase({ value, cases: countries })).toEqual({ outlet, output: { case: label } });
  });

  it('takes the first condition that is met, and no value counts as no', () => {
    const cases = [
      { id: 'a', when: null },
      { id: 'b', when: 'yes' },
      { id: 'c', when: true, label: 'Big' },
    ];
    expect(chooseCase({ cases })).toEqual({ outlet: 'c', output: { case: 'Big' } });
    expect(chooseCase({ cases: [{ id: 'a', when: false }] }).outlet).toBe('otherwise');
    expect(chooseCase({}).outlet).toBe('otherwise');
  });

  it('goes one way, and what lies on the others is skipped', async () => {
    const inputs = {
      value: { kind: 'reference' as const, step: 'hook', path: [] },
      cases: { kind: 'literal' as const, value: countries },
    };
    const plan = planOf(flow('hook -> ask', 'ask -de-> ship', 'ask -one-> hold', 'ask -otherwise-> hold'), {
      ask: { operation: 'switch', inputs },
    });
    const made: string[] = [];
    const call = ({ step }: { step: { id: string } }) => made.push(step.id);
    for (const payload of ['DE', 1, 'FR']) await testRun(plan, { payload, call }).go();
    expect(made).toEqual(['ship', 'hold', 'hold']);
  });
});
