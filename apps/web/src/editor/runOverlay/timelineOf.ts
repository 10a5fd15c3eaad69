import type { RunView, StepRun, StepStatus } from '@patchbay/execution';

/** One bar of the timeline. Places and widths in percent of the lane; rows count from 0. */
type Bar = {
  key: string;
  step: string;
  label: string;
  status: StepStatus;
  left: number;
  width: number;
  row: number;
};
export type Timeline = { bars: Bar[]; marks: { left: number; text: string }[]; totalMs: number };

const MOST_BARS = 120;
const ROWS = 3;
const LEAST_WIDTH = 2.5;
/** Below this, bars by the clock would all lie on each other: they stand in order instead. */
const ORDER_BELOW_MS = 30;

/** A run's steps along the clock; a run too quick for that, in the order they ran. */
export function timelineOf(view: RunView, nameOf: (step: string) => string, now: number): Timeline {
  // A loop takes as long as what is inside it, and that is drawn.
  const runs = view.steps
    .filter(({ startedAt, items }) => startedAt !== undefined && items === undefined)
    .slice(0, MOST_BARS);
  const start = view.startedAt ?? 0;
  const end = Math.max(start, view.finishedAt ?? now, ...runs.map(({ finishedAt = 0 }) => finishedAt));
  const totalMs = end - start;
  const bar = (run: StepRun, place: Pick<Bar, 'left' | 'width' | 'row'>): Bar => ({
    key: run.path,
    step: run.step,
    label: nameOf(run.step),
    status: run.status,
    ...place,
  });
  if (totalMs < ORDER_BELOW_MS) {
    const slot = 100 / Math.max(runs.length, 4);
    return {
      totalMs,
      marks: [],
      bars: runs.map((run, at) => bar(run, { left: at * slot, width: slot * 0.82, row: 0 })),
    };
  }
  const ends: number[] = [];
  const bars = runs.map((run) => {
    const left = percent((run.startedAt ?? start) - start, totalMs);
    const width = Math.max(LEAST_WIDTH, percent((run.finishedAt ?? end) - (run.startedAt ?? start), totalMs));
    const free = ends.findIndex((right) => right <= left + 0.01);
    const row = free >= 0 ? free : Math.min(ends.length, ROWS - 1);
    ends[row] = left + width;
    return bar(run, {
      left: Math.min(left, 100 - LEAST_WIDTH),
      width: Math.min(width, 100 - Math.min(left, 100 - LEAST_WIDTH)),
      row,
    });
  });
  const marks = [0, 0.25, 0.5, 0.75].map((share) => ({ left: share * 100, text: markText(share * totalMs, totalMs) }));
  return { bars, marks, totalMs };
}

function percent(part: number, whole: number): number {
  return Math.min(100, Math.max(0, (part / whole) * 100));
}

function markText(ms: number, totalMs: number): string {
  if (ms === 0) return '0';
  if (totalMs < 1_000) return `${Math.round(ms)} ms`;
  return totalMs < 120_000 ? `${(ms / 1_000).toFixed(totalMs < 20_000 ? 1 : 0)} s` : `${Math.round(ms / 60_000)} min`;
}
