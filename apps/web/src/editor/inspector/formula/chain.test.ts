import type { Formula, Reference } from '@patchbay/expression';
import { expect, it } from 'vitest';
import { chainOf, writeChain } from './chain.ts';

const formula = (source: string): Formula => ({ kind: 'formula', source });
const at: Reference = { kind: 'reference', step: 'clock', path: ['at'] };

it('reads functions inside one another as one after the other', () => {
  expect(chainOf(formula('toUnix(addDays(clock.at, -14))'))).toEqual({
    value: at,
    calls: [
      { name: 'addDays', rest: [{ kind: 'literal', value: -14 }] },
      { name: 'toUnix', rest: [] },
    ],
  });
  expect(chainOf(at)).toEqual({ value: at, calls: [] });
  expect(chainOf(formula('addDays(now(), -7)'))?.value).toEqual(formula('now()'));
});

it.each(['clock.at + 1', 'upper("a")', 'default(clock.at, now())', ''])(
  'leaves what a form cannot show to be written: %s',
  (source) => expect(chainOf(formula(source))).toBeUndefined(),
);

it.each(['toUnix(addDays(clock.at, -14))', 'formatDate(today("Europe/Lisbon"), "d MMMM")', 'upper(clock.at)', 'now()'])(
  'writes what it read: %s',
  (source) => {
    const chain = chainOf(formula(source));
    expect(chain && writeChain(chain)).toEqual(formula(source));
  },
);
