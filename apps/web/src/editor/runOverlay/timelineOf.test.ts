import type { RunEvent, RunView, StepRun } from '@patchbay/execution';
import { array, assert, nat, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timelineOf } from './timelineOf.ts';

const ran = (path: string, [startedAt, finishedAt]: [number, number], rest: Partial<StepRun> = {}): StepRun => ({
  path,
  step: path,
  status: 'succeeded',
  attempts: 1,
  startedAt,
  finishedAt,
  ...rest,
});
const view = (finishedAt: number, ...steps: StepRun[]): RunView => ({
  status: 'succeeded',
  mode: 'live',
  startedAt: 1_000,
  finishedAt,
  steps,
  edges: {},
});
const told = { nameOf: (step: string) => step, now: 0 };

describe('the steps of a run along the clock', () => {
  it('stand where they ran, as long as they took', () => {
    const { bars, marks } = timelineOf(view(11_000, ran('find', [1_000, 3_500]), ran('send', [6_000, 11_000])), told);
    expect(bars.map(({ label, left, width }) => [label, left, width])).toEqual([
      ['find', 0, 25],
      ['send', 50, 50],
    ]);
    expect(marks.map(({ text, left }) => `${text} at ${left}`)).toEqual([
      '0 s at 0',
      '2.5 at 25',
      '5 at 50',
      '7.5 at 75',
    ]);
  });

  it('shows each try by itself, and the waits between them', () => {
    const tried = ran('look', [9_000, 10_000], { attempts: 2 });
    const events: RunEvent[] = [
      { type: 'step.started', at: 1_000, path: 'look', attempt: 1 },
      {
        type: 'step.failed',
        at: 2_000,
        path: 'look',
        attempt: 1,
        failure: { code: 'x', message: 'x', retry: 'later' },
      },
      { type: 'step.started', at: 9_000, path: 'look', attempt: 2 },
    ];
    const { bars } = timelineOf(view(11_000, tried), { ...told, events });
    expect(bars.map(({ label, status, left }) => [label, status, left])).toEqual([
      ['look, try 1', 'failed', 0],
      ['waited 7.0 s', 'pause', 10],
      ['try 2', 'succeeded', 80],
    ]);
  });

  it('says milliseconds of a run that took a few, and minutes of a long one', () => {
    const texts = (ms: number) =>
      timelineOf(view(1_000 + ms, ran('a', [1_000, 1_000 + ms])), told).marks.map(({ text }) => text);
    expect(texts(40)).toEqual(['0 ms', '10', '20', '30']);
    expect(texts(1_200)).toEqual(['0 s', '0.5', '1']);
    expect(texts(600_000)).toEqual(['0 min', '2.5', '5', '7.5']);
    expect(texts(0)).toEqual(['0 ms']);
  });

  it('never leaves the lane, and keeps the bars of a row apart while there is room', () => {
    const steps = array(record({ from: nat(5_000), took: nat(3_000) }), { maxLength: 80 });
    assert(
      property(steps, (all) => {
        const runs = all.map(({ from, took }, at) => ran(`s${at}`, [1_000 + from, 1_000 + from + took]));
        const { bars, marks } = timelineOf(view(9_000, ...runs), told);
        for (const { left, width } of bars) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left + width).toBeLessThanOrEqual(100.000_1);
          expect(width).toBeGreaterThan(0);
        }
        for (const { left } of marks) expect(left).toBeLessThan(96);
      }),
    );
  });
});
