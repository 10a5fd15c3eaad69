import { type Said, say, spell } from '@patchbay/words';
import { type Day, daysIn } from './calendar.ts';

/** A cron rule, read. Days of the week count from Sunday, 0. */
export type Cron = {
  minutes: readonly number[];
  hours: readonly number[];
  months: readonly number[];
  weekdays: readonly number[];
  /** `last`: the last one of each month. */
  monthDays: readonly number[] | 'last';
  /** Where both kinds of day are limited, whether one of them is enough. */
  isEither: boolean;
  /** Whether it happens on such a day. */
  isDay(day: Day): boolean;
  /** It goes on through the hours (`*`, or every so many), so it follows the clock as it goes, and has no fixed times. */
  isRunning: boolean;
};

type Field = { name: Said; from: number; to: number; names?: readonly string[] };

const MONTH_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAY_NAMES = 'sun mon tue wed thu fri sat'.split(' ');
const FIELDS = {
  minute: { name: say('minute'), from: 0, to: 59 },
  hour: { name: say('hour'), from: 0, to: 23 },
  day: { name: say('day of the month'), from: 1, to: 31 },
  month: { name: say('month'), from: 1, to: 12, names: MONTH_NAMES },
  weekday: { name: say('day of the week'), from: 0, to: 7, names: DAY_NAMES },
} as const satisfies Record<string, Field>;

class CronError extends Error {
  readonly saying: Said;

  constructor(saying: Said) {
    super(spell(saying));
    this.saying = saying;
  }
}

/** Why a text is no cron rule, in a sentence; undefined when it is one. */
export function cronProblem(text: string): Said | undefined {
  try {
    readCron(text);
    return undefined;
  } catch (error) {
    if (error instanceof CronError) return error.saying;
    throw error;
  }
}

/** Reads the five fields of a cron rule: `*`, `5`, `1-5`, a step after `/`, `1,15`, `jan`, `mon`, `L` for the last day. */
export function readCron(text: string): Cron {
  const parts = text.trim().toLowerCase().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = parts;
  if (parts.length !== 5) {
    throw new CronError(
      say(
        'A cron rule has five fields: minute, hour, day of the month, month, day of the week. This one has {count}.',
        {
          count: parts.length,
        },
      ),
    );
  }
  const [days, isLast] = day === 'l' ? [[], true] : [valuesOf(day, FIELDS.day), false];
  const months = new Set(valuesOf(month, FIELDS.month));
  const weekdays = new Set(valuesOf(weekday, FIELDS.weekday).map((value) => value % 7));
  const monthDays = new Set(days);
  const ofMonth = (at: Day) => (isLast ? at.day === daysIn(at) : monthDays.has(at.day));
  const isEither = !day.startsWith('*') && !weekday.startsWith('*');
  return {
    minutes: valuesOf(minute, FIELDS.minute),
    hours: valuesOf(hour, FIELDS.hour),
    months: [...months],
    weekdays: [...weekdays].sort((a, b) => a - b),
    monthDays: isLast ? 'last' : days,
    isEither,
    // As cron has always had it: where both kinds of day are limited, one of them is enough.
    isDay: (at) =>
      months.has(at.month) &&
      (isEither ? ofMonth(at) || weekdays.has(at.weekday) : ofMonth(at) && weekdays.has(at.weekday)),
    isRunning: /[*/]/.test(minute + hour),
  };
}

function valuesOf(text: string, field: Field): number[] {
  const values = text.split(',').flatMap((part) => rangeOf(part, field));
  return [...new Set(values)].sort((a, b) => a - b);
}

function rangeOf(part: string, field: Field): number[] {
  const [, range, step] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(part) ?? [];
  if (range === undefined) throw notIn(part, field);
  const [first, last, ...more] =
    range === '*' ? [field.from, field.to] : range.split('-').map((end) => numberOf(end, field));
  const every = step === undefined ? 1 : Number(step);
  if (first === undefined || more.length > 0 || every === 0) throw notIn(part, field);
  const to = last ?? (step === undefined ? first : field.to);
  if (to < first)
    throw new CronError(say('In the {field}, {part} ends before it begins.', { field: field.name, part }));
  return Array.from({ length: Math.floor((to - first) / every) + 1 }, (_, index) => first + index * every);
}

function numberOf(text: string, field: Field): number {
  const named = field.names?.indexOf(text) ?? -1;
  if (named >= 0) return named + field.from;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= field.from && value <= field.to) return value;
  throw notIn(text, field);
}

function notIn(text: string, field: Field): CronError {
  const shown = text.length > 30 ? `${text.slice(0, 30)}…` : text;
  const values = { shown, field: field.name, from: field.from, to: field.to };
  const [first, last] = [field.names?.[0], field.names?.at(-1)];
  return new CronError(
    first === undefined || last === undefined
      ? say('“{shown}” is not a {field}. Write {from} to {to}, or * for each.', values)
      : say('“{shown}” is not a {field}. Write {from} to {to} or {first} to {last}, or * for each.', {
          ...values,
          first,
          last,
        }),
  );
}
