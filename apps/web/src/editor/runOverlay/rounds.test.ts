import type { RoundStates } from '@patchbay/execution';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { countOf, nextFailed, roundAt, roundsShown } from './rounds.ts';

const rounds: RoundStates = [
  ['succeeded', 3],
  ['failed', 2],
  ['succeeded', 1],
  ['failed', 1],
  ['waiting', 2],
];

it('finds the next round that failed, and begins again after the last', () => {
  expect([0, 2, 3, 4, 5, 6, 8].map((from) => nextFailed(rounds, from))).toEqual([3, 3, 4, 6, 6, 3, 3]);
  expect(nextFailed([['succeeded', 5]], 0)).toBeUndefined();
});

it('knows how each round stands, and where the failed ones are', () => {
  const state = fc.constantFrom('waiting', 'running', 'succeeded', 'failed');
  fc.assert(
    fc.property(fc.array(fc.tuple(state, fc.integer({ min: 1, max: 4 }))), (drawn) => {
      const flat = drawn.flatMap(([one, count]) => Array.from({ length: count }, () => one));
      expect(flat.map((_, index) => roundAt(drawn, index))).toEqual(flat);
      expect(countOf(drawn)).toBe(flat.length);
      const failed = roundsShown(drawn, 'failed');
      const places = flat.flatMap((one, index) => (one === 'failed' ? [index] : []));
      expect(Array.from({ length: failed.count }, (_, n) => failed.indexAt(n))).toEqual(places);
    }),
  );
});
