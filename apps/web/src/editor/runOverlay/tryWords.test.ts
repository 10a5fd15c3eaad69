import type { RunView, StepRun } from '@patchbay/execution';
import { expect, it } from 'vitest';
import type { LastTry } from './lastTry.ts';
import { tryWords } from './tryWords.ts';

type Run = Extract<LastTry, { kind: 'run' }>;

const lastTry = (status: RunView['status'], step: Partial<StepRun>): Run =>
  ({
    kind: 'run',
    mode: 'live',
    view: { status, steps: [{ step: 'ask', path: 'ask', attempts: 1, ...step }] },
    document: { steps: { ask: { name: 'Ask the shop' } } },
  }) as unknown as Run;

it('says what a try waits for that does not go on by itself, and at which step', () => {
  const refused = {
    status: 'waiting',
    failure: { code: 'refused', message: 'No.', retry: 'after-reconnect' },
  } as const;
  expect(tryWords(lastTry('waiting', refused))).toEqual({
    tone: 'waiting',
    title: 'Trying for real.',
    rest: '“Ask the shop”: Waits for its connected account.',
    at: 'ask',
  });
});

it('goes on counting where a try is only slow', () => {
  expect(tryWords(lastTry('waiting', { status: 'retrying' }))).toMatchObject({
    tone: 'running',
    rest: '0 steps done.',
  });
});

it('leads to the step that a try stopped at', () => {
  expect(tryWords(lastTry('failed', { status: 'failed' }))).toMatchObject({ tone: 'danger', at: 'ask' });
});

it('names the step inside a frame that the try stopped at, and not the frame', () => {
  const last = lastTry('failed', { status: 'failed' });
  const frame = { step: 'each', path: 'each', attempts: 1, status: 'failed' } as const;
  const inside = { step: 'ask', path: 'each[1]/ask', attempts: 1, status: 'failed' } as const;
  const document = { steps: { ...last.document.steps, each: { name: 'For each of Items' } } };
  const view = { ...last.view, steps: [frame, inside] };
  expect(tryWords({ ...last, view, document } as unknown as Run)).toMatchObject({
    rest: 'It stopped at “Ask the shop”.',
    at: 'ask',
  });
});
