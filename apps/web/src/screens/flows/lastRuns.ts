import type { FlowRow } from '../../api/types.ts';
import { t, tn } from '../../texts/t.ts';

type Run = FlowRow['lastRuns'][number];

/** A run as a bar: what it looks like and how tall it is, in pixels. A stub where there is no run. */
export type RunBar = { place: number; look: string; height: number };

const BARS = 10;
const USUAL = 11;
const TALLEST = 20;
const SHORTEST = 5;
/** What a run that took twice as long as usual stands out by. */
const TWICE = 4;
/** Below half a second nobody minds, so all that is as short as that is one height. */
const SHORT_MS = 500;

/** All others are under way. */
const ended: ReadonlySet<string> = new Set(['succeeded', 'failed', 'needs_attention', 'cancelled']);

/**
 * Ten bars, the newest on the right; where there are fewer runs, stubs before them. A run that takes as long as its flow usually
 * does is of the middle height, so that what is unlike the others shows, whether the flow takes seconds or days.
 */
export function runBars(runs: readonly Run[]): RunBar[] {
  const newest = runs.slice(-BARS);
  const usual = usualOf(newest);
  return Array.from({ length: BARS }, (_, place) => {
    const run = newest[place - BARS + newest.length];
    if (run === undefined) return { place, look: 'none', height: 3 };
    return { place, look: ended.has(run.status) ? run.status : 'goes', height: heightOf(run.ms, usual) };
  });
}

function heightOf(ms: number | null, usual: number): number {
  if (ms === null) return USUAL;
  const height = USUAL + TWICE * Math.log2(feltMs(ms) / usual);
  return Math.round(Math.min(TALLEST, Math.max(SHORTEST, height)));
}

function usualOf(runs: readonly Run[]): number {
  const took = runs.flatMap(({ ms }) => (ms === null ? [] : [feltMs(ms)])).sort((a, b) => a - b);
  return took[Math.floor(took.length / 2)] ?? SHORT_MS;
}

function feltMs(ms: number): number {
  return Math.max(SHORT_MS, ms);
}

const ends: readonly { statuses: readonly string[]; words(count: number): string }[] = [
  { statuses: ['succeeded'], words: (count) => t('{count} succeeded', { count }) },
  { statuses: ['failed'], words: (count) => t('{count} failed', { count }) },
  { statuses: ['needs_attention'], words: (count) => tn(count, '1 needs attention', '{count} need attention') },
  { statuses: ['cancelled'], words: (count) => t('{count} cancelled', { count }) },
  { statuses: ['running', 'waiting'], words: (count) => t('{count} under way', { count }) },
];

/** What the bars say, in words: "Last 10 runs: 9 succeeded, 1 failed". */
export function lastRunsWords(runs: readonly Run[]): string {
  const parts = ends.flatMap(({ statuses, words }) => {
    const count = runs.filter(({ status }) => statuses.includes(status)).length;
    return count === 0 ? [] : [words(count)];
  });
  return tn(runs.length, 'The only run: {ends}', 'Last {count} runs: {ends}', { ends: parts.join(', ') });
}
