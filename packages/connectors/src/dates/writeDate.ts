/// <reference lib="esnext.temporal" />
import { piecesOf } from './datePattern.ts';
import { type DateNames, namesIn } from './names.ts';

/** A moment by a pattern such as `d MMMM yyyy, HH:mm`, with names in a language. Throws OperationError. */
export function writeDate(date: Temporal.ZonedDateTime, pattern: string, language: string): string {
  const names = namesIn(language);
  return piecesOf(pattern)
    .map((piece) => ('plain' in piece ? piece.plain : (writers[piece.token]?.(date, names) ?? '')))
    .join('');
}

const two = (number: number) => String(number).padStart(2, '0');

const writers: Readonly<Record<string, (date: Temporal.ZonedDateTime, names: DateNames) => string | undefined>> = {
  yyyy: ({ year }) => String(year).padStart(4, '0'),
  yy: ({ year }) => two(year % 100),
  MMMM: ({ month }, { months }) => months[month - 1],
  MMM: ({ month }, { shortMonths }) => shortMonths[month - 1],
  MM: ({ month }) => two(month),
  M: ({ month }) => String(month),
  dd: ({ day }) => two(day),
  d: ({ day }) => String(day),
  EEEE: ({ dayOfWeek }, { days }) => days[dayOfWeek - 1],
  EEE: ({ dayOfWeek }, { shortDays }) => shortDays[dayOfWeek - 1],
  HH: ({ hour }) => two(hour),
  H: ({ hour }) => String(hour),
  hh: ({ hour }) => two(hour % 12 || 12),
  h: ({ hour }) => String(hour % 12 || 12),
  mm: ({ minute }) => two(minute),
  m: ({ minute }) => String(minute),
  ss: ({ second }) => two(second),
  s: ({ second }) => String(second),
  SSS: ({ millisecond }) => String(millisecond).padStart(3, '0'),
  a: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  XXX: ({ offset }) => (offset === '+00:00' ? 'Z' : offset),
};
