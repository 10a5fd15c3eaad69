import { offsetAt } from '../dates/zone.ts';
import { DAY_MS, type Day, dayOf, daysIn, MINUTE_MS, minuteOfDay, onceAt } from './calendar.ts';
import { readCron } from './cron.ts';
import { type ScheduleRule, weekdays } from './rule.ts';

/** The longest time between two occurrences that are not “never”: from one 29 February to the next over a year like 2100. */
const SEARCHED_DAYS = 8 * 366 + 2;
const QUARTER_MS = 15 * MINUTE_MS;

/** Days on which something happens at these minutes after midnight, or (`isRunning`) whenever the clock shows them. */
type Pattern = { isDay(day: Day): boolean; minutes: readonly number[]; isRunning: boolean };

type Steps = Extract<ScheduleRule, { interval: number }>;
type Clockwise = Exclude<ScheduleRule, Steps>;

/**
 * The next `count` instants (ms since 1970) after `from` at which a rule comes round; fewer when it never does.
 * Minutes and hours are counted from 1970, so that they keep their distance whatever is published or restarted.
 */
export function nextOccurrences(rule: ScheduleRule, from: number, count: number): number[] {
  const found: number[] = [];
  for (const occurrence of occurrencesAfter(rule, from)) {
    if (found.length >= count) break;
    found.push(occurrence);
  }
  return found;
}

/** Whether a rule has no occurrence at all, such as cron’s 31 February. */
export function neverHappens(rule: ScheduleRule): boolean {
  return nextOccurrences(rule, 0, 1).length === 0;
}

/** All instants after `from`, in order, as far as one looks; ends where nothing comes for years. */
export function* occurrencesAfter(rule: ScheduleRule, from: number): Generator<number> {
  if (isSteps(rule)) yield* steps(rule.interval * (rule.every === 'hours' ? 60 : 1), from);
  else yield* matches(patternOf(rule), { zone: rule.zone, from });
}

function isSteps(rule: ScheduleRule): rule is Steps {
  return rule.every === 'minutes' || rule.every === 'hours';
}

function* steps(minutes: number, from: number): Generator<number> {
  const step = minutes * MINUTE_MS;
  for (let at = (Math.floor(from / step) + 1) * step; ; at += step) yield at;
}

function* matches(pattern: Pattern, { zone, from }: { zone: string; from: number }): Generator<number> {
  let last = from;
  let idle = 0;
  // From the day before: a clock set back over midnight is on that day again.
  for (
    let start = dayOf(from + offsetAt(from, zone)).start - DAY_MS;
    idle < SEARCHED_DAYS;
    start += DAY_MS, idle += 1
  ) {
    const day = dayOf(start);
    if (!pattern.isDay(day)) continue;
    for (const at of pattern.isRunning ? running(pattern, day, zone) : fixed(pattern, day, zone)) {
      if (at <= last) continue;
      last = at;
      idle = 0;
      yield at;
    }
  }
}

function* fixed({ minutes }: Pattern, day: Day, zone: string): Generator<number> {
  for (const minute of minutes) {
    const at = onceAt(day.start + minute * MINUTE_MS, zone);
    if (at !== undefined) yield at;
  }
}

/** Goes through the real minutes of a day, however many it has: clocks change on a quarter of an hour. */
function* running({ minutes }: Pattern, day: Day, zone: string): Generator<number> {
  const wanted = new Set(minutes);
  const begin = onceAt(day.start, zone) ?? Number.POSITIVE_INFINITY;
  const end = onceAt(day.start + DAY_MS, zone) ?? begin;
  for (let quarter = begin; quarter < end; quarter += QUARTER_MS) {
    const minute = (quarter + offsetAt(quarter, zone) - day.start) / MINUTE_MS;
    for (let i = 0; i < 15; i += 1) {
      if (wanted.has(minute + i)) yield quarter + i * MINUTE_MS;
    }
  }
}

function patternOf(rule: Clockwise): Pattern {
  if (rule.every === 'cron') {
    const { hours, minutes, ...rest } = readCron(rule.cron);
    return { ...rest, minutes: hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)) };
  }
  return { isDay: isDayOf(rule), minutes: [minuteOfDay(rule.at) ?? 0], isRunning: false };
}

function isDayOf(rule: Extract<ScheduleRule, { at: string }>): Pattern['isDay'] {
  switch (rule.every) {
    case 'day':
      return () => true;
    case 'week': {
      const chosen = new Set(rule.weekdays.map((day) => (weekdays.indexOf(day) + 1) % 7));
      return ({ weekday }) => chosen.has(weekday);
    }
    case 'month':
      return (at) => at.day === Math.min(rule.day, daysIn(at));
    case 'year':
      return (at) => at.month === rule.month && at.day === Math.min(rule.day, daysIn(at));
  }
}
