import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waitBeforeRetry } from './retryPolicy.ts';

const later = { code: 'busy', message: 'Busy.', retry: 'later' } as const;
const of = (tries: number, random = 0.5) => ({ tries, random, policy: undefined });

describe('waitBeforeRetry', () => {
  it('waits 5 s, 30 s, 2 min, 10 min and 30 min, then gives up', () => {
    const waits = [1, 2, 3, 4, 5, 6].map((tries) => waitBeforeRetry(later, of(tries)));
    expect(waits).toEqual([5_000, 30_000, 120_000, 600_000, 1_800_000, undefined]);
  });

  it('spreads each wait by a fifth either way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, random) => {
        const middle = waitBeforeRetry(later, of(tries)) ?? 0;
        const wait = waitBeforeRetry(later, of(tries, random)) ?? 0;
        expect(Math.abs(wait - middle)).toBeLessThanOrEqual(middle / 5);
      }),
    );
    expect(waitBeforeRetry(later, of(1, 0))).toBe(4_000);
    expect(waitBeforeRetry(later, of(1, 1))).toBe(6_000);
  });

  it('comes back at the moment it was given when nothing was sent, however often, and whatever the step says of tries', () => {
    const heldBack = { ...later, retryAfterMs: 7_000, isHeldBack: true } as const;
    for (const tries of [1, 6, 100]) expect(waitBeforeRetry(heldBack, of(tries, 1))).toBe(7_000);
    expect(waitBeforeRetry(heldBack, { ...of(1), policy: { tries: 1, firstWaitMs: 1_000 } })).toBe(7_000);
  });

  it('never comes back before the API asked for, and at most a fifth later', () => {
    const asked = { ...later, retryAfterMs: 60_000 };
    expect(waitBeforeRetry(asked, of(1, 0))).toBe(60_000);
    expect(waitBeforeRetry(asked, of(1, 1))).toBe(72_000);
  });

  it('does not wait for longer than a day', () => {
    expect(waitBeforeRetry({ ...later, retryAfterMs: 1e15 }, of(1, 0))).toBe(86_400_000);
  });

  it('follows the step’s own policy, four times longer each time', () => {
    const policy = { tries: 4, firstWaitMs: 1_000 };
    const waits = [1, 2, 3, 4].map((tries) => waitBeforeRetry(later, { tries, policy, random: 0.5 }));
    expect(waits).toEqual([1_000, 4_000, 16_000, undefined]);
  });

  it.each(['never', 'after-reconnect'] as const)('has no next try by itself for a failure to retry %s', (retry) => {
    expect(waitBeforeRetry({ ...later, retry }, of(1))).toBeUndefined();
  });
});
