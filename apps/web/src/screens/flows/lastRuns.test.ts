import { describe, expect, it } from 'vitest';
import { lastRunsWords, runBars } from './lastRuns.ts';

const took = (...seconds: number[]) => seconds.map((each) => ({ status: 'succeeded', ms: each * 1_000 }));
const heights = (...seconds: number[]) =>
  runBars(took(...seconds))
    .slice(-seconds.length)
    .map(({ height }) => height);

describe('the bars of the last runs', () => {
  it('are ten, with stubs before the oldest where there are fewer', () => {
    const looks = (...seconds: number[]) => runBars(took(...seconds)).map(({ look }) => look);
    expect(looks()).toEqual(Array.from({ length: 10 }, () => 'none'));
    expect(looks(1, 2, 3).indexOf('succeeded')).toBe(7);
    expect(looks(1, 2, 3).slice(7)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(runBars(took(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 60))).toHaveLength(10);
  });

  it.each([
    ['seconds', [2, 2, 2], [11, 11, 11]],
    ['an hour', [3_600, 3_600], [11, 11]],
    ['one twice as long, one half as long', [10, 20, 10, 5, 10], [11, 15, 11, 7, 11]],
    ['one far too long, one far too short', [60, 86_400, 60, 0.1, 60], [11, 20, 11, 5, 11]],
    ['less than anybody notices', [0.01, 0.4, 0.02], [11, 11, 11]],
    ['no time at all', [0, 0], [11, 11]],
    ['less than nothing, where a clock was set back', [-5, 1], [7, 11]],
  ])('are as tall as a run took beside the usual one of its flow: %s', (_, seconds, expected) => {
    expect(heights(...seconds)).toEqual(expected);
  });

  it('tell what became of each, and are of middle height while nobody knows how long one takes', () => {
    const statuses = ['succeeded', 'failed', 'needs_attention', 'cancelled', 'running', 'waiting'];
    const bars = runBars(statuses.map((status) => ({ status, ms: null }))).slice(-6);
    expect(bars.map(({ look }) => look)).toEqual([...statuses.slice(0, 4), 'goes', 'goes']);
    expect(new Set(bars.map(({ height }) => height))).toEqual(new Set([11]));
  });
});

describe('the words of the last runs', () => {
  const of = (...statuses: string[]) => statuses.map((status) => ({ status, ms: 1 }));
  it.each([
    [of('succeeded', 'failed', 'succeeded'), 'Last 3 runs: 2 succeeded, 1 failed'],
    [of('cancelled', 'running', 'waiting'), 'Last 3 runs: 1 cancelled, 2 under way'],
    [of('needs_attention'), 'The only run: 1 needs attention'],
  ])('count the ends: %#', (runs, words) => {
    expect(lastRunsWords(runs)).toBe(words);
  });
});
