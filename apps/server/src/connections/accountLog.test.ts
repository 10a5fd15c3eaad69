import type { RunEvent } from '@patchbay/execution';
import { expect, it } from 'vitest';
import { usesIn } from './accountLog.ts';

const failure = { code: 'x', message: 'No.', retry: 'later' as const };

it('counts what was tried, whether or not its beginning was written, and what is under way', () => {
  const events: RunEvent[] = [
    { type: 'step.succeeded', at: 1, path: 'read', outlet: 'done' },
    { type: 'step.started', at: 2, path: 'each[0]/send', attempt: 1 },
    { type: 'step.failed', at: 3, path: 'each[0]/send', attempt: 1, failure, retryAt: 9 },
    { type: 'step.started', at: 9, path: 'each[0]/send', attempt: 2 },
    { type: 'step.succeeded', at: 10, path: 'each[0]/send', outlet: 'done' },
    { type: 'step.started', at: 11, path: 'each[1]/send', attempt: 1 },
    { type: 'step.succeeded', at: 12, path: 'other', outlet: 'done' },
  ];
  const steps = new Map([
    ['read', 'Read'],
    ['send', 'Send'],
    ['never', 'Never'],
  ]);
  expect(usesIn(events, steps)).toEqual([
    { id: 'read', name: 'Read', times: 1, at: '1970-01-01T00:00:00.001Z' },
    { id: 'send', name: 'Send', times: 3, at: '1970-01-01T00:00:00.011Z' },
  ]);
});
