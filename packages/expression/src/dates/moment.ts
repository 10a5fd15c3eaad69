import { say } from '@patchbay/words';
import { EvaluationError } from '../evaluationError.ts';
import { instantOf, offsetAt } from './zone.ts';

/** A date as read from text: a calendar day without a time (`ms` is its UTC midnight), or an instant. */
export type Moment = { ms: number; isDay: boolean };

const iso =
  /^([+-]\d{6}|\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Reads ISO 8601. A time without an offset is one on the clocks of `zone`. Undefined when it is no such date. */
export function readIso(text: string, zone: string): Moment | undefined {
  const match = text.length <= 40 ? iso.exec(text.trim()) : null;
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const date = wallOf({ year: Number(year), month: Number(month), day: Number(day) });
  if (date === undefined) return undefined;
  if (hour === undefined) return { ms: date, isDay: true };
  const time = timeOf({ hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) });
  if (time === undefined) return undefined;
  const wall = date + time + Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  return { ms: offset === undefined ? instantOf(wall, zone) : wall - readOffset(offset), isDay: false };
}

/** UTC midnight of a calendar day; undefined when there is no such day (30 February). */
export function wallOf(day: { year: number; month: number; day: number }): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(day.year, day.month - 1, day.day);
  return date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day ? date.getTime() : undefined;
}

/** Milliseconds since midnight; undefined when there is no such time. 24:00 and leap seconds are not used. */
export function timeOf(time: { hour: number; minute: number; second: number }): number | undefined {
  if (time.hour > 23 || time.minute > 59 || time.second > 59) return undefined;
  return ((time.hour * 60 + time.minute) * 60 + time.second) * 1_000;
}

/** `Z`, `+01:00`, `+0100` or `+01` in milliseconds. */
export function readOffset(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  const digits = offset.slice(1).replace(':', '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4))) * 60_000;
}

/** A moment from text that has to be a date. Throws EvaluationError. */
export function momentOf(text: string, zone: string): Moment {
  const moment = readIso(text, zone);
  if (moment) return moment;
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  throw new EvaluationError(
    say('“{shown}” is not a date like 2026-11-22 or 2026-11-22T09:30:00Z. Read it with parseDate.', { shown }),
  );
}

/** What the clocks of `zone` show at a moment, as if they showed UTC. A day shows its midnight everywhere. */
export function toWall(moment: Moment, zone: string): number {
  return moment.isDay ? moment.ms : moment.ms + offsetAt(moment.ms, zone);
}

/** The moment at which the clocks of `zone` show `wall`. */
export function fromWall(wall: number, isDay: boolean, zone: string): Moment {
  return { ms: isDay ? wall : instantOf(wall, zone), isDay };
}

/** `2026-11-22` for a day, `2026-11-22T09:30:00Z` for an instant; milliseconds only where there are some. */
export function writeIso(moment: Moment): string {
  const date = new Date(moment.ms);
  if (Number.isNaN(date.getTime())) throw new EvaluationError('That date is too far away.');
  const text = date.toISOString();
  return moment.isDay ? text.slice(0, text.indexOf('T')) : text.replace('.000Z', 'Z');
}
