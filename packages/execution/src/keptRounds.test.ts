import type { StepId } from '@patchbay/flow';
import { flow } from '@patchbay/flow/testing';
import { expect, it } from 'vitest';
import { foldRun } from './apply.ts';
import { loadPlan } from './loadPlan.ts';
import type { RunEvent } from './runEvent.ts';
import { planOf } from './testing.ts';
import { viewState } from './viewRun.ts';

// Of a long loop only a few rounds are kept for showing: the one asked for, the first that failed and the latest.

const failure = { code: 'x', message: 'It did not work.', retry: 'never' } as const;

/** Which rounds of a loop of four are shown after what happened to them, in this order. */
function shownAfter(
  said: readonly (readonly [what: 'failed' | 'succeeded' | 'retried', index: number])[],
  { onError, asked }: { onError: 'skip' | 'stop'; asked?: number },
): string[] {
  const literal = (value: number[] | string | number) => ({ kind: 'literal' as const, value });
  const inputs = { items: literal([1, 2, 3, 4]), atOnce: literal(3), onError: literal(onError) };
  const plan = loadPlan(planOf(flow('hook -> each', 'each/send'), { each: { inputs } }));
  const events = said.map(([what, index]): RunEvent => {
    const about = { at: 2, path: `each[${index}]/send` };
    if (what === 'retried') return { type: 'step.retried', ...about, by: 'ada' };
    if (what === 'failed') return { type: 'step.failed', ...about, attempt: 1, failure };
    return { type: 'step.succeeded', ...about, outlet: 'done', output: index };
  });
  const journal: RunEvent[] = [
    { type: 'run.started', at: 1, trigger: 'hook' as StepId, payload: null, mode: 'live' },
    { type: 'loop.started', at: 1, path: 'each', count: 4 },
    ...events,
  ];
  const run = foldRun(plan, journal, new Map(asked === undefined ? [] : [['each', asked]]));
  return viewState(run).steps.flatMap(({ path, status }) => (path.startsWith('each[') ? [`${path} ${status}`] : []));
}

it('keeps the round asked for when one before it fails after it', () => {
  const said = [
    ['failed', 1],
    ['failed', 0],
    ['failed', 2],
  ] as const;
  const rest = 'each[3]/send running';
  expect(shownAfter(said, { onError: 'skip', asked: 1 })).toEqual(['each[0]/send failed', 'each[1]/send failed', rest]);
  expect(shownAfter(said, { onError: 'skip' })).toEqual(['each[0]/send failed', rest]);
});

it('keeps the latest round when it failed first and one before it fails after it', () => {
  const said = [
    ['failed', 2],
    ['failed', 0],
  ] as const;
  expect(shownAfter(said, { onError: 'stop' })).toEqual(['each[0]/send failed', 'each[2]/send failed']);
});

it('shows the next round that is stuck when the first that failed has gone on', () => {
  const said = [
    ['failed', 0],
    ['failed', 1],
    ['failed', 2],
    ['retried', 0],
    ['succeeded', 0],
  ] as const;
  expect(shownAfter(said, { onError: 'stop' })).toEqual([
    'each[0]/send succeeded',
    'each[1]/send failed',
    'each[2]/send failed',
  ]);
});
