import type { RunEvent } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { waitsIn } from './runWaits.ts';

const until = new Date(90).toISOString();
const started: RunEvent = { type: 'run.started', at: 1, trigger: StepId.parse('order'), payload: null, mode: 'live' };
const waiting = (path: string, reason: 'time' | 'approval' | 'callback' | 'flow'): RunEvent => ({
  type: 'step.waiting',
  at: 2,
  path,
  for: reason,
  until: 90,
});
const failed = (retry: 'later' | 'after-reconnect', retryAt?: number): RunEvent => ({
  type: 'step.failed',
  at: 2,
  path: 'send',
  attempt: 1,
  failure: { code: 'x', message: 'No.', retry },
  ...(retryAt !== undefined && { retryAt }),
});
const resumed: RunEvent = { type: 'step.resumed', at: 3, path: 'ask', by: 'ada', outlet: 'approved' };

it.each<[string, RunEvent[], ReturnType<typeof waitsIn>]>([
  ['a time', [started, waiting('wait', 'time')], { for: 'time', until }],
  ['an approval before a time', [waiting('wait', 'time'), waiting('ask', 'approval')], { for: 'approval', until }],
  ['what is left', [waiting('ask', 'approval'), waiting('call', 'flow'), resumed], { for: 'flow', until }],
  ['another try', [started, failed('later', 90)], { for: 'retry', until }],
  ['its connection', [started, failed('after-reconnect')], { for: 'connection' }],
  ['nothing known', [resumed], undefined],
])('reads that a run waits for %s', (_, events, waits) => {
  expect(waitsIn(events)).toEqual(waits);
});
