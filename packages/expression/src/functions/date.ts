import { say } from '@patchbay/words';
import { fromWall, momentOf, readIso, toWall, writeIso } from '../dates/moment.ts';
import { formatPattern, parsePattern, patternChoices, patternProblem, requirePattern } from '../dates/pattern.ts';
import { offsetAt, zoneProblem } from '../dates/zone.ts';
import { EvaluationError } from '../evaluationError.ts';
import type { Scope } from '../scope.ts';
import { formatOf, isSchemaObject, type Type, typeOf } from '../types/type.ts';
import { dateQuestions, instantIn } from './dateQuestions.ts';
import { date, day, type FunctionDefinition, integer, p, text } from './define.ts';

const zone = p('zone', 'text', {
  optional: true,
  problemWith: zoneProblem,
  choices: ['UTC', 'Europe/London', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles', 'Asia/Tokyo'],
});
const aDate = p('date', 'date');
const pattern = p('pattern', 'text', { choices: patternChoices, problemWith: patternProblem });

/** Text, but for the pattern that writes a day as other systems read it. */
const writtenBy = ([, pattern]: readonly Type[]): Type => {
  const written = pattern && isSchemaObject(pattern.schema) ? pattern.schema.const : undefined;
  return typeOf(written === 'yyyy-MM-dd' ? day : text);
};

/** A day stays a day, an instant an instant. */
const sameKind = ([first]: readonly Type[]): Type => typeOf(first && formatOf(first) === 'date' ? day : date);

/** Moves a date by calendar units on the clocks of the zone, so that a day later is the same time of day. */
function shift(unit: (wall: Date, amount: number) => void) {
  return (scope: Scope, [value, amount, zoneName = scope.zone]: [string, number, string?]): string => {
    const moment = momentOf(value, zoneName);
    const wall = new Date(toWall(moment, zoneName));
    unit(wall, Math.trunc(amount));
    return writeIso(fromWall(wall.getTime(), moment.isDay, zoneName));
  };
}

/** Moves a date by a length of time. A day without a time becomes an instant at its midnight. */
function move(unitMs: number) {
  return (scope: Scope, [value, amount]: [string, number]): string => {
    const moment = momentOf(value, scope.zone);
    const start = moment.isDay ? fromWall(moment.ms, false, scope.zone).ms : moment.ms;
    return writeIso({ ms: start + amount * unitMs, isDay: false });
  };
}

function part(read: (wall: Date) => number) {
  return (scope: Scope, [value, zoneName = scope.zone]: [string, string?]): number =>
    read(new Date(toWall(momentOf(value, zoneName), zoneName)));
}

/** Sets the wall clock to a beginning or an end. */
function snap(set: (wall: Date) => void) {
  return (scope: Scope, [value, zoneName = scope.zone]: [string, string?]): string => {
    const moment = momentOf(value, zoneName);
    const wall = new Date(toWall(moment, zoneName));
    set(wall);
    return writeIso(fromWall(wall.getTime(), moment.isDay, zoneName));
  };
}

/** Adds months to a wall clock; 31 January and one month is the last of February, not a day in March. */
function addMonths(wall: Date, months: number): void {
  const wanted = wall.getUTCDate();
  wall.setUTCDate(1);
  wall.setUTCMonth(wall.getUTCMonth() + months);
  const last = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  wall.setUTCDate(Math.min(wanted, last));
}

function format(scope: Scope, [value, shape, zoneName = scope.zone]: [string, string, string?]): string {
  requirePattern(shape);
  const moment = momentOf(value, zoneName);
  const offset = moment.isDay ? 0 : offsetAt(moment.ms, zoneName);
  return formatPattern({ wall: moment.ms + offset, offset }, shape);
}

function parse(scope: Scope, [value, shape, zoneName = scope.zone]: [string, string, string?]): string {
  requirePattern(shape);
  const read = parsePattern(value, shape);
  if (!read)
    throw new EvaluationError(say('“{value}” is not a date written as {shape}.', { value: value.slice(0, 40), shape }));
  if (read.isDay) return writeIso({ ms: read.wall, isDay: true });
  const zoned = read.offset === undefined ? fromWall(read.wall, false, zoneName).ms : read.wall - read.offset;
  return writeIso({ ms: zoned, isDay: false });
}

function toDate(scope: Scope, [value]: [string]): string {
  const known = readIso(value, scope.zone);
  if (known) return writeIso(known);
  for (const shape of ['yyyy/MM/dd', 'dd.MM.yyyy', 'd MMMM yyyy', 'MMMM d, yyyy', 'd MMM yyyy', 'MMM d, yyyy']) {
    const read = parsePattern(value, shape);
    if (read) return writeIso({ ms: read.wall, isDay: true });
  }
  return writeIso(momentOf(value, scope.zone));
}

const clock: readonly FunctionDefinition[] = [
  {
    name: 'now',
    group: 'date',
    sentence: 'The time the run started.',
    parameters: [],
    result: date,
    example: { formula: 'now()', result: '2026-11-22T09:30:00Z' },
    runIn: (scope: Scope) => writeIso({ ms: scope.context.now, isDay: false }),
  },
  {
    name: 'today',
    group: 'date',
    sentence: 'The day the run started.',
    parameters: [zone],
    result: day,
    example: { formula: 'today("Asia/Tokyo")', result: '2026-11-22' },
    runIn: (scope: Scope, [zoneName = scope.zone]: [string?]) =>
      writeIso({ ms: scope.context.now + offsetAt(scope.context.now, zoneName), isDay: true }),
  },
  {
    name: 'formatDate',
    group: 'date',
    sentence: 'The date written by a pattern: yyyy year, MM month, MMMM its name, dd day, EEEE weekday, HH:mm time.',
    parameters: [aDate, pattern, zone],
    result: writtenBy,
    example: {
      formula: 'formatDate("2026-11-22T18:30:00Z", "d MMMM yyyy, HH:mm", "Europe/Berlin")',
      result: '22 November 2026, 19:30',
    },
    runIn: format,
  },
  {
    name: 'parseDate',
    group: 'date',
    sentence: 'The date in a text that is written by a pattern.',
    parameters: [p('text', 'text'), pattern, zone],
    result: date,
    example: { formula: 'parseDate("22.11.2026", "dd.MM.yyyy")', result: '2026-11-22' },
    runIn: parse,
  },
  {
    name: 'toDate',
    group: 'date',
    sentence: 'The date in a text written in a common way.',
    parameters: [p('text', 'text')],
    result: date,
    example: { formula: 'toDate("22 Nov 2026")', result: '2026-11-22' },
    runIn: toDate,
  },
  {
    name: 'fromUnix',
    group: 'date',
    sentence: 'The date of a number of seconds since 1970.',
    parameters: [p('seconds', 'number')],
    result: date,
    example: { formula: 'fromUnix(1795339800)', result: '2026-11-22T09:30:00Z' },
    run: (seconds: number) => writeIso({ ms: Math.round(seconds * 1_000), isDay: false }),
  },
  {
    name: 'toUnix',
    group: 'date',
    sentence: 'The seconds since 1970 at a date.',
    parameters: [aDate],
    result: integer,
    example: { formula: 'toUnix("2026-11-22T09:30:00Z")', result: 1795339800 },
    runIn: (scope: Scope, [value]: [string]) => Math.floor(instantIn(scope, value) / 1_000),
  },
];

const moves: readonly FunctionDefinition[] = [
  {
    name: 'addMinutes',
    group: 'date',
    sentence: 'The date some minutes later, or earlier when the number is negative.',
    parameters: [aDate, p('minutes', 'number')],
    result: date,
    example: { formula: 'addMinutes("2026-11-22T09:30:00Z", 45)', result: '2026-11-22T10:15:00Z' },
    runIn: move(60_000),
  },
  {
    name: 'addHours',
    group: 'date',
    sentence: 'The date some hours later, or earlier when the number is negative.',
    parameters: [aDate, p('hours', 'number')],
    result: date,
    example: { formula: 'addHours("2026-11-22T09:30:00Z", -2)', result: '2026-11-22T07:30:00Z' },
    runIn: move(3_600_000),
  },
  {
    name: 'addDays',
    group: 'date',
    sentence: 'The date some days later at the same time of day.',
    parameters: [aDate, p('days', 'number'), zone],
    result: sameKind,
    example: { formula: 'addDays("2026-11-22", 14)', result: '2026-12-06' },
    runIn: shift((wall, amount) => wall.setUTCDate(wall.getUTCDate() + amount)),
  },
  {
    name: 'addWeeks',
    group: 'date',
    sentence: 'The date some weeks later at the same time of day.',
    parameters: [aDate, p('weeks', 'number'), zone],
    result: sameKind,
    example: { formula: 'addWeeks("2026-11-22", 2)', result: '2026-12-06' },
    runIn: shift((wall, amount) => wall.setUTCDate(wall.getUTCDate() + amount * 7)),
  },
  {
    name: 'addMonths',
    group: 'date',
    sentence: 'The date some months later; the last day of the month where that month is shorter.',
    parameters: [aDate, p('months', 'number'), zone],
    result: sameKind,
    example: { formula: 'addMonths("2026-01-31", 1)', result: '2026-02-28' },
    runIn: shift(addMonths),
  },
  {
    name: 'addYears',
    group: 'date',
    sentence: 'The date some years later.',
    parameters: [aDate, p('years', 'number'), zone],
    result: sameKind,
    example: { formula: 'addYears("2026-11-22", 1)', result: '2027-11-22' },
    runIn: shift((wall, amount) => addMonths(wall, amount * 12)),
  },
  {
    name: 'startOfDay',
    group: 'date',
    sentence: 'Midnight at the beginning of the day.',
    parameters: [aDate, zone],
    result: sameKind,
    example: { formula: 'startOfDay("2026-11-22T09:30:00Z", "Europe/Berlin")', result: '2026-11-21T23:00:00Z' },
    runIn: snap((wall) => wall.setUTCHours(0, 0, 0, 0)),
  },
  {
    name: 'startOfMonth',
    group: 'date',
    sentence: 'The first day of the month.',
    parameters: [aDate, zone],
    result: sameKind,
    example: { formula: 'startOfMonth("2026-11-22")', result: '2026-11-01' },
    runIn: snap((wall) => {
      wall.setUTCHours(0, 0, 0, 0);
      wall.setUTCDate(1);
    }),
  },
  {
    name: 'endOfMonth',
    group: 'date',
    sentence: 'The last day of the month.',
    parameters: [aDate, zone],
    result: sameKind,
    example: { formula: 'endOfMonth("2026-02-03")', result: '2026-02-28' },
    runIn: snap((wall) => {
      wall.setUTCHours(0, 0, 0, 0);
      wall.setUTCDate(1);
      wall.setUTCMonth(wall.getUTCMonth() + 1);
      wall.setUTCDate(0);
    }),
  },
];

const parts: readonly FunctionDefinition[] = [
  {
    name: 'year',
    group: 'date',
    sentence: 'The year of a date.',
    parameters: [aDate, zone],
    result: integer,
    example: { formula: 'year("2026-11-22")', result: 2026 },
    runIn: part((wall) => wall.getUTCFullYear()),
  },
  {
    name: 'month',
    group: 'date',
    sentence: 'The month of a date, from 1 to 12.',
    parameters: [aDate, zone],
    result: integer,
    example: { formula: 'month("2026-11-22")', result: 11 },
    runIn: part((wall) => wall.getUTCMonth() + 1),
  },
  {
    name: 'dayOfMonth',
    group: 'date',
    sentence: 'The day of the month, from 1 to 31.',
    parameters: [aDate, zone],
    result: integer,
    example: { formula: 'dayOfMonth("2026-11-22")', result: 22 },
    runIn: part((wall) => wall.getUTCDate()),
  },
  {
    name: 'weekday',
    group: 'date',
    sentence: 'The day of the week, from 1 for Monday to 7 for Sunday.',
    parameters: [aDate, zone],
    result: integer,
    example: { formula: 'weekday("2026-11-22")', result: 7 },
    runIn: part((wall) => wall.getUTCDay() || 7),
  },
  {
    name: 'hour',
    group: 'date',
    sentence: 'The hour of a date, from 0 to 23.',
    parameters: [aDate, zone],
    result: integer,
    example: { formula: 'hour("2026-11-22T09:30:00Z", "Asia/Tokyo")', result: 18 },
    runIn: part((wall) => wall.getUTCHours()),
  },
];

export const dateFunctions: readonly FunctionDefinition[] = [...clock, ...moves, ...dateQuestions, ...parts];
