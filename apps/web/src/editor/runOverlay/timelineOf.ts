import type { RunEvent, RunView, StepRun, StepStatus } from '@patchbay/execution';
import { t, tn } from '../../texts/t.ts';
import { durationText } from '../../ui/relativeTime.ts';

/** One bar of the timeline. Places and widths in percent of the lane; rows count from 0. */
type Bar = {
  key: string;
  step: string;
  label: string;
  /** `pause`: between two tries. */
  status: StepStatus | 'pause';
  left: number;
  width: number;
  row: number;
};
export type Timeline = { bars: Bar[]; marks: { left: number; text: string }[]; totalMs: number };

const MOST_BARS = 120;
const ROWS = 3;
/** What took no time worth telling is still to be seen and clicked. */
const LEAST_WIDTH = 1.6;
const MARKS = 4;

type Wanted = {
  nameOf(step: string): string;
  /** For what still runs, in milliseconds since 1970. */
  now: number;
  /** What tells of single tries and of the waits between them; absent: a step is one bar. */
  events?: readonly RunEvent[];
};

/** A run's steps along the clock, each try by itself; what takes no time stands one after the other. */
export function timelineOf(view: RunView, { nameOf, now, events = [] }: Wanted): Timeline {
  // A loop takes as long as what is inside it, and that is drawn. What was carried over took no time here.
  const runs = view.steps.filter(
    ({ startedAt, items, isCarried }) => startedAt !== undefined && items === undefined && !isCarried,
  );
  const spans = runs.slice(0, MOST_BARS).flatMap((run) => spansOf(run, { nameOf, now, events }));
  const start = view.startedAt ?? Math.min(...spans.map(({ from }) => from), now);
  const end = Math.max(start, view.finishedAt ?? now, ...spans.map(({ to }) => to));
  const totalMs = end - start;
  const whole = Math.max(totalMs, 1);
  const ends: number[] = [];
  const bars = spans.map(({ from, to, ...span }) => {
    const wanted = Math.min(percent(from - start, whole), 100 - LEAST_WIDTH);
    const row = rowFor(wanted, ends);
    // Where every row is taken, it stands right behind what is there, as far as there is room.
    const left = Math.min(Math.max(wanted, ends[row] ?? 0), 100 - LEAST_WIDTH);
    const width = Math.min(Math.max(LEAST_WIDTH, percent(to - from, whole)), 100 - left);
    ends[row] = left + width;
    return { ...span, left, width, row };
  });
  return { bars, marks: marksOf(totalMs), totalMs };
}

function rowFor(left: number, ends: readonly number[]): number {
  const isShort = (at: number) => (ends[at] ?? 0) <= left + LEAST_WIDTH;
  for (let row = 0; row < ROWS; row += 1) if (isShort(row)) return row;
  let best = 0;
  for (let row = 1; row < ROWS; row += 1) if ((ends[row] ?? 0) < (ends[best] ?? 0)) best = row;
  return best;
}

type Span = Pick<Bar, 'key' | 'step' | 'label' | 'status'> & { from: number; to: number };

/** A step's tries, and the waits between them. */
function spansOf(run: StepRun, { nameOf, now, events }: Required<Wanted>): Span[] {
  const { path, step, status, startedAt = now, finishedAt } = run;
  const name = nameOf(step);
  const own = run.attempts > 1 ? events.filter((event) => 'path' in event && event.path === path) : [];
  const spans: Span[] = [];
  let began = 0;
  let failed = 0;
  let attempt = 0;
  for (const event of own) {
    if (event.type === 'step.started') {
      if (failed > 0) spans.push(pauseOf({ path, step, from: failed, to: event.at }));
      began = event.at;
      attempt = event.attempt;
    } else if (event.type === 'step.failed' && began > 0) {
      spans.push({
        key: `${path} ${attempt}`,
        step,
        label: tryLabel(name, attempt),
        status: 'failed',
        from: began,
        to: event.at,
      });
      failed = event.at;
      began = 0;
    }
  }
  if (spans.length === 0) return [{ key: path, step, label: name, status, from: startedAt, to: finishedAt ?? now }];
  if (status === 'succeeded' || status === 'running') {
    const from = began > 0 ? began : startedAt;
    spans.push({ key: path, step, label: tryLabel(name, attempt), status, from, to: finishedAt ?? now });
  } else if (status === 'retrying') spans.push(pauseOf({ path, step, from: failed, to: now }));
  return spans;
}

function tryLabel(name: string, attempt: number): string {
  return tn(attempt, '{name}, try 1', 'try {count}', { name });
}

function pauseOf({ path, step, from, to }: { path: string; step: string; from: number; to: number }): Span {
  return {
    key: `${path} pause ${from}`,
    step,
    label: t('waited {duration}', { duration: durationText(to - from) }),
    status: 'pause',
    from,
    to,
  };
}

function percent(part: number, whole: number): number {
  return Math.min(100, Math.max(0, (part / whole) * 100));
}

/** Round moments along the clock: "0 s", "2.5", "5". The unit is said once. */
function marksOf(totalMs: number): Timeline['marks'] {
  if (totalMs < 1) return [{ left: 0, text: MILLISECONDS.zero }];
  const unit = UNITS.find(({ from }) => totalMs >= from) ?? MILLISECONDS;
  const whole = totalMs / unit.ms;
  const gap = roundUp(whole / MARKS);
  const count = Math.floor(whole / gap + 1e-9);
  return Array.from({ length: count + 1 }, (_, at) => at)
    .map((at) => ({
      left: ((at * gap) / whole) * 100,
      text: at === 0 ? unit.zero : String(Number((at * gap).toPrecision(6))),
    }))
    .filter(({ left }) => left < 96);
}

const UNITS = [
  { zero: t('0 h'), ms: 3_600_000, from: 7_200_000 },
  { zero: t('0 min'), ms: 60_000, from: 120_000 },
  { zero: t('0 s'), ms: 1_000, from: 300 },
];
const MILLISECONDS = { zero: t('0 ms'), ms: 1 };

/** 1, 2, 2.5 or 5 of whatever power of ten comes next. */
function roundUp(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 2.5, 5].find((step) => step * power >= least - 1e-9) ?? 10) * power;
}
