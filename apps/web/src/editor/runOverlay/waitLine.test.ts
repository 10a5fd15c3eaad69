import type { StepRun } from '@patchbay/execution';
import { expect, it } from 'vitest';
import { remaining, runWaitLine, waitLine } from './waitLine.ts';

const step: StepRun = { path: 'ask', step: 'ask', status: 'waiting', attempts: 1 };
const broken = { code: 'x', message: 'No.', retry: 'after-reconnect' } as const;

it.each<[Partial<StepRun>, string | undefined]>([
  [{ waiting: { for: 'time', until: 131_000 } }, 'Waits 2 min 10 s more'],
  [{ waiting: { for: 'approval', until: 86_401_000 } }, 'Waits for approval, 1 day 0 h at most'],
  [{ waiting: { for: 'flow', until: 3_661_000 } }, 'Waits for the flow it called'],
  [{ waiting: { for: 'callback', until: 3_661_000 } }, 'Waits to be called at its address, 1 h 1 min at most'],
  [{ status: 'retrying', retryAt: 6_000, attempts: 2 }, 'Tried again in 5 s, try 3 of 6'],
  [{ status: 'retrying', retryAt: 0, attempts: 6 }, 'Tried again now'],
  [{ failure: broken }, 'Waits for its connected account'],
  [{ status: 'running' }, undefined],
])('says of %j: %s', (its, words) => {
  expect(waitLine({ ...step, ...its }, { now: 1_000 })).toBe(words);
});

it('says of a run what its first step waits for', () => {
  const waiting = { ...step, waiting: { for: 'time', until: 60_000 } } as const;
  const view = { status: 'waiting', mode: 'live', steps: [waiting, { ...waiting, path: 'b' }], edges: {} } as const;
  expect(runWaitLine({ ...view, steps: [...view.steps] }, 0)).toBe('Waits 1 min 0 s more, and 1 more');
  expect(runWaitLine({ ...view, steps: [], status: 'succeeded', finishedAt: 9 }, 0)).toBeUndefined();
});

it('never counts below nothing', () => {
  expect(remaining(-5)).toBe('0 s');
});
