import type { RunView, StepRun } from '@patchbay/execution';
import { t, tn } from '../../texts/t.ts';

/** A step is tried so often where its own policy says nothing. */
const USUAL_TRIES = 6;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const WAITS = {
  time: t('Waits'),
  callback: t('Waits to be called at its address'),
  approval: t('Waits for approval'),
  flow: t('Waits for the flow it called'),
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
    return waiting.for === 'time'
      ? t('{time} {left} more', { time: WAITS.time, left })
      : t('{WAITS}, {left} at most', { WAITS: WAITS[waiting.for], left });
  }
  if (status === 'retrying' && retryAt !== undefined) {
    const most = tries ?? USUAL_TRIES;
    const which = attempts < most ? t(', try {value} of {most}', { value: attempts + 1, most }) : '';
    return retryAt <= now
      ? t('Tried again now{which}', { which })
      : t('Tried again in {remaining}{which}', { remaining: remaining(retryAt - now), which });
  }
  if (status === 'waiting' && failure?.retry === 'after-reconnect') return t('Waits for its connected account');
  return undefined;
}

/** What the run as a whole waits for: the first step that waits, and how many more there are. */
export function runWaitLine(view: RunView, now: number): string | undefined {
  if (view.finishedAt !== undefined) return undefined;
  if (view.awaitsTurn) return t('Waits for its turn');
  const waits = view.steps.flatMap((step) => waitLine(step, { now }) ?? []);
  const [first] = waits;
  if (first === undefined || view.status === 'running') return undefined;
  return waits.length === 1 ? first : t('{first}, and {value} more', { first, value: waits.length - 1 });
}

/** "2 min 10 s", "3 days 4 h": the two largest parts. */
export function remaining(ms: number): string {
  const left = Math.max(0, ms);
  if (left < MINUTE) return t('{ceil} s', { ceil: Math.ceil(left / SECOND) });
  if (left < HOUR)
    return t('{floor} min {floor2} s', {
      floor: Math.floor(left / MINUTE),
      floor2: Math.floor((left % MINUTE) / SECOND),
    });
  if (left < DAY)
    return t('{floor} h {floor2} min', { floor: Math.floor(left / HOUR), floor2: Math.floor((left % HOUR) / MINUTE) });
  const days = Math.floor(left / DAY);
  return tn(days, '{count} day {floor} h', '{count} days {floor} h', { floor: Math.floor((left % DAY) / HOUR) });
}
