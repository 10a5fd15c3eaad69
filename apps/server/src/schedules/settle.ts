import { nextOccurrences, occurrencesAfter, type ScheduleRule } from '@patchbay/expression';

/** Occurrences that get a run now, oldest first, and when the schedule is looked at again; null when it never comes round. */
export type Settled = { runs: { occursAt: number; missed: number }[]; nextDueAt: number | null };

/** An occurrence that is later than this was missed: Patchbay was not running. A restart is quicker. */
const LATE_MS = 60_000;
/** As many runs as one look may start; the others follow at the next. */
const MOST_RUNS = 200;
/** More are not counted one by one. */
const MOST_COUNTED = 100_000;

/** What is to be done about a schedule that has been due since `dueAt`, by its own rule for what was missed. */
export function settle(rule: ScheduleRule, dueAt: number, now: number): Settled {
  const due = [dueAt];
  const most = rule.missed === 'all' ? MOST_RUNS : MOST_COUNTED;
  for (const at of occurrencesAfter(rule, dueAt)) {
    if (at > now || due.length >= most) break;
    due.push(at);
  }
  const last = due.at(-1) ?? dueAt;
  if (rule.missed === 'all')
    return { runs: due.map((occursAt) => ({ occursAt, missed: 0 })), nextDueAt: next(rule, last) };
  const isLate = now - last > LATE_MS;
  const runs = rule.missed === 'none' && isLate ? [] : [{ occursAt: last, missed: missedBefore(rule, due.length) }];
  return { runs, nextDueAt: next(rule, Math.max(now, last)) };
}

/** The first occurrence after `from`. */
export function next(rule: ScheduleRule, from: number): number | null {
  return nextOccurrences(rule, from, 1)[0] ?? null;
}

/** With `none`, nobody wants to hear of them. */
function missedBefore({ missed }: ScheduleRule, due: number): number {
  return missed === 'none' ? 0 : due - 1;
}
