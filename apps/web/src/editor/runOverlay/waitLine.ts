import type { RunView, StepRun } from '@patchbay/execution';

/** A step is tried so often where its own policy says nothing. */
const USUAL_TRIES = 6;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const WAITS = {
  time: 'Waits',
  callback: 'Waits to be called at its address',
  approval: 'Waits for approval',
  flow: 'Waits for the flow it called',
} as const;

/** What a step waits for, in words; undefined where it waits for nothing. */
export function waitLine(
  step: StepRun,
  { now, tries }: { now: number; tries?: number | undefined },
): string | undefined {
  const { waiting, status, failure, retryAt, attempts } = step;
  if (waiting !== undefined) {
    // The other flow ends when it ends: a month at most tells nobody anything.
    if (waiting.for === 'flow') return WAITS.flow;
    const left = remaining(waiting.until - now);
    return waiting.for === 'time' ? `${WAITS.time} ${left} more` : `${WAITS[waiting.for]}, ${left} at most`;
  }
  if (status === 'retrying' && retryAt !== undefined) {
    const most = tries ?? USUAL_TRIES;
    const which = attempts < most ? `, try ${attempts + 1} of ${most}` : '';
    return retryAt <= now ? `Tried again now${which}` : `Tried again in ${remaining(retryAt - now)}${which}`;
  }
  if (status === 'waiting' && failure?.retry === 'after-reconnect') return 'Waits for its connected account';
  return undefined;
}

/** What the run as a whole waits for: the first step that waits, and how many more there are. */
export function runWaitLine(view: RunView, now: number): string | undefined {
  if (view.finishedAt !== undefined) return undefined;
  if (view.awaitsTurn) return 'Waits for its turn';
  const waits = view.steps.flatMap((step) => waitLine(step, { now }) ?? []);
  const [first] = waits;
  if (first === undefined || view.status === 'running') return undefined;
  return waits.length === 1 ? first : `${first}, and ${waits.length - 1} more`;
}

/** "2 min 10 s", "3 days 4 h": the two largest parts. */
export function remaining(ms: number): string {
  const left = Math.max(0, ms);
  if (left < MINUTE) return `${Math.ceil(left / SECOND)} s`;
  if (left < HOUR) return `${Math.floor(left / MINUTE)} min ${Math.floor((left % MINUTE) / SECOND)} s`;
  if (left < DAY) return `${Math.floor(left / HOUR)} h ${Math.floor((left % HOUR) / MINUTE)} min`;
  const days = Math.floor(left / DAY);
  return `${days} ${days === 1 ? 'day' : 'days'} ${Math.floor((left % DAY) / HOUR)} h`;
}
