import { say } from '@patchbay/connector';
/// <reference lib="esnext.temporal" />
import { refusal } from '../values/refusal.ts';
import { type Piece, piecesOf } from './datePattern.ts';
import type { Moment } from './moment.ts';
import { type DateNames, namesIn } from './names.ts';

type Found = {
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  second?: number;
  ms?: number;
  isPm?: boolean;
  offset?: string;
};
type Reader = { text: string; at: number; found: Found; names: DateNames };

export type DateReading = { pattern: string; language: string; zone: string };

/**
 * Reads a text by a pattern, from left to right; what the pattern does not name is the first: of January, of the month,
 * midnight. Throws OperationError where the text is not of the pattern, or names a day that is not there.
 */
export function readDate(text: string, { pattern, language, zone }: DateReading): Moment {
  const reader: Reader = { text: text.trim(), at: 0, found: {}, names: namesIn(language) };
  const pieces = piecesOf(pattern);
  const fits = pieces.every((piece) => readPiece(reader, piece)) && reader.at === reader.text.length;
  const moment = fits ? momentOf(reader.found, zone, pieces) : undefined;
  if (moment !== undefined) return moment;
  throw refusal(
    'date_not_valid',
    say('“{value}” is no date of the pattern {pattern}.', { value: text.slice(0, 40), pattern }),
  );
}

function readPiece(reader: Reader, piece: Piece): boolean {
  if ('token' in piece) return readers[piece.token]?.(reader) ?? false;
  const plain = piece.plain.toLowerCase();
  const fits = reader.text.slice(reader.at, reader.at + plain.length).toLowerCase() === plain;
  reader.at += plain.length;
  return fits;
}

const readers: Readonly<Record<string, (reader: Reader) => boolean>> = {
  yyyy: (reader) => digits(reader, 'year', [4, 4]),
  yy: (reader) => {
    const fits = digits(reader, 'year', [2, 2]);
    // As most programs read it: 00 to 69 are of this century.
    const { year = 0 } = reader.found;
    reader.found.year = year + (year < 70 ? 2000 : 1900);
    return fits;
  },
  MMMM: (reader) => month(reader),
  MMM: (reader) => month(reader),
  MM: (reader) => digits(reader, 'month', [2, 2]),
  M: (reader) => digits(reader, 'month', [1, 2]),
  dd: (reader) => digits(reader, 'day', [2, 2]),
  d: (reader) => digits(reader, 'day', [1, 2]),
  EEEE: (reader) => name(reader, reader.names.days) !== undefined || name(reader, reader.names.shortDays) !== undefined,
  EEE: (reader) => name(reader, reader.names.shortDays) !== undefined || name(reader, reader.names.days) !== undefined,
  HH: (reader) => digits(reader, 'hour', [2, 2]),
  H: (reader) => digits(reader, 'hour', [1, 2]),
  hh: (reader) => digits(reader, 'hour', [2, 2]),
  h: (reader) => digits(reader, 'hour', [1, 2]),
  mm: (reader) => digits(reader, 'minute', [2, 2]),
  m: (reader) => digits(reader, 'minute', [1, 2]),
  ss: (reader) => digits(reader, 'second', [2, 2]),
  s: (reader) => digits(reader, 'second', [1, 2]),
  SSS: (reader) => digits(reader, 'ms', [3, 3]),
  a: (reader) => {
    const at = name(reader, ['AM', 'PM', 'a.m.', 'p.m.']);
    if (at !== undefined) reader.found.isPm = at % 2 === 1;
    return at !== undefined;
  },
  XXX: (reader) => {
    const [offset] = /^(?:Z|[+-]\d{2}:?\d{2})/i.exec(reader.text.slice(reader.at, reader.at + 6)) ?? [];
    reader.at += offset?.length ?? 0;
    reader.found.offset = offset?.toUpperCase() ?? '';
    return offset !== undefined;
  },
};

type NumberPart = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'ms';

function digits(reader: Reader, part: NumberPart, [least, most]: readonly [number, number]): boolean {
  const [found = ''] = /^\d*/.exec(reader.text.slice(reader.at, reader.at + most)) ?? [];
  reader.at += found.length;
  reader.found[part] = Number.parseInt(found, 10);
  return found.length >= least;
}

function month(reader: Reader): boolean {
  const at = name(reader, reader.names.months) ?? name(reader, reader.names.shortMonths);
  if (at !== undefined) reader.found.month = at + 1;
  return at !== undefined;
}

/** Which of these names stands here, in any case; the longest, where one begins another. */
function name(reader: Reader, names: readonly string[]): number | undefined {
  const rest = reader.text.slice(reader.at, reader.at + 40).toLowerCase();
  let best: { at: number; length: number } | undefined;
  for (const [at, full] of names.entries()) {
    if (full.length > (best?.length ?? 0) && rest.startsWith(full.toLowerCase())) best = { at, length: full.length };
  }
  reader.at += best?.length ?? 0;
  return best?.at;
}

function momentOf(found: Found, zone: string, pieces: readonly Piece[]): Moment | undefined {
  const { year, month = 1, day = 1, minute = 0, second = 0, ms = 0, offset } = found;
  const hour = hourOf(found, pieces);
  if (year === undefined || year < 1 || hour === undefined) return undefined;
  try {
    const wall = Temporal.PlainDateTime.from(
      { year, month, day, hour, minute, second, millisecond: ms },
      { overflow: 'reject' },
    );
    if (found.hour === undefined) return { zoned: wall.toPlainDate().toZonedDateTime(zone), isDay: true };
    if (offset === undefined) return { zoned: wall.toZonedDateTime(zone), isDay: false };
    return { zoned: Temporal.Instant.from(`${wall.toString()}${offset}`).toZonedDateTimeISO(zone), isDay: false };
  } catch {
    return undefined; // 31 February, or 61 minutes.
  }
}

/** On a clock of twelve hours 12 AM is midnight and 12 PM noon. */
function hourOf({ hour = 0, isPm }: Found, pieces: readonly Piece[]): number | undefined {
  const isTwelve = pieces.some((piece) => 'token' in piece && (piece.token === 'h' || piece.token === 'hh'));
  if (!isTwelve) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (isPm === true ? 12 : 0);
}
