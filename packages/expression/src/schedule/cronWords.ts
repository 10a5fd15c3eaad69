import { type Cron, cronProblem, readCron } from './cron.ts';

const DAYS = 'Sundays Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays'.split(' ');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
/** More times than these nobody reads one by one. */
const MOST_TIMES = 6;

/** A cron rule as a person says it, "At 09:00 on working days"; undefined for a text that is no rule. */
export function cronWords(text: string): string | undefined {
  if (cronProblem(text) !== undefined) return undefined;
  const cron = readCron(text);
  return [timeWords(cron), dayWords(cron), monthWords(cron)].filter((words) => words !== '').join(' ');
}

function timeWords({ minutes, hours }: Cron): string {
  const pace = everyWords(minutes, hours);
  if (pace !== undefined) return pace;
  if (minutes.length * hours.length <= MOST_TIMES) {
    return `At ${listed(hours.flatMap((hour) => minutes.map((minute) => `${two(hour)}:${two(minute)}`)))}`;
  }
  const at = `At minute${minutes.length === 1 ? '' : 's'} ${listed(minutes.map(String))}`;
  return hours.length === 24 ? `${at} of every hour` : `${at} of the hours ${ranges(hours)}`;
}

/** A pace instead of times, where it has one: "Every 15 minutes", "Every 2 hours". */
function everyWords(minutes: readonly number[], hours: readonly number[]): string | undefined {
  const pace = paceOf(minutes, 60);
  const during = hours.length === 24 ? '' : ` in the hours ${ranges(hours)}`;
  if (pace !== undefined) return `Every ${pace === 1 ? 'minute' : `${pace} minutes`}${during}`;
  const hourly = paceOf(hours, 24);
  const [minute] = minutes;
  if (hourly === undefined || minutes.length > 1) return undefined;
  const every = `Every ${hourly === 1 ? 'hour' : `${hourly} hours`}`;
  return minute === 0 ? every : `${every} at minute ${minute}`;
}

/** How far the values are apart, where they go all around from 0 in equal steps. */
function paceOf(values: readonly number[], all: number): number | undefined {
  const pace = all / values.length;
  return values.length > 1 && values.every((value, at) => value === at * pace) ? pace : undefined;
}

function dayWords({ weekdays, monthDays, isEither, months, minutes, hours }: Cron): string {
  const isAnyWeekday = weekdays.length === 7;
  const isAnyDay = monthDays !== 'last' && monthDays.length === 31;
  const ofMonth = `on the ${monthDays === 'last' ? 'last day' : listed(monthDays.map(nth))}`;
  const inMonth = months.length === 12 ? `${ofMonth} of the month` : ofMonth;
  if (isAnyDay && isAnyWeekday) return everyWords(minutes, hours) === undefined ? 'every day' : '';
  if (isAnyWeekday) return inMonth;
  if (isAnyDay) return `on ${weekdayWords(weekdays)}`;
  const joined = isEither ? 'and on' : 'where these are';
  return `${inMonth} ${joined} ${weekdayWords(weekdays)}`;
}

function weekdayWords(weekdays: readonly number[]): string {
  const key = weekdays.join('');
  if (key === '12345') return 'working days';
  return listed((weekdays[0] === 0 ? [...weekdays.slice(1), 0] : weekdays).map((day) => DAYS[day] ?? ''));
}

function monthWords({ months }: Cron): string {
  return months.length === 12 ? '' : `in ${listed(months.map((month) => MONTHS[month - 1] ?? ''))}`;
}

/** "9 to 17", "9 and 12", "0 to 5 and 22". */
function ranges(values: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === value - 1) last[1] = value;
    else runs.push([value, value]);
  }
  return listed(runs.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)));
}

function nth(value: number): string {
  const isTeen = value > 10 && value < 14;
  const ending = isTeen ? undefined : ['', 'st', 'nd', 'rd'][value % 10];
  return `${value}${ending === undefined || ending === '' ? 'th' : ending}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
