import { type Saying, say } from '@patchbay/words';
import { EvaluationError } from '../evaluationError.ts';
import { readOffset, timeOf, wallOf } from './moment.ts';

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** Patterns worth offering. */
export const patternChoices = [
  'yyyy-MM-dd',
  'dd.MM.yyyy',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'd MMMM yyyy',
  'EEEE, d MMMM yyyy',
  'HH:mm',
  'yyyy-MM-dd HH:mm',
] as const;

const longest = 200;

type Piece = { plain: string } | { token: string };

/** What the clocks show, ready to be written. */
export type Shown = { wall: number; offset: number };

const writers: { readonly [token: string]: (shown: Date, offset: number) => string } = {
  yyyy: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  yy: (date) => pad(date.getUTCFullYear() % 100),
  MMMM: (date) => monthNames[date.getUTCMonth()] ?? '',
  MMM: (date) => (monthNames[date.getUTCMonth()] ?? '').slice(0, 3),
  MM: (date) => pad(date.getUTCMonth() + 1),
  M: (date) => String(date.getUTCMonth() + 1),
  dd: (date) => pad(date.getUTCDate()),
  d: (date) => String(date.getUTCDate()),
  EEEE: (date) => dayNames[date.getUTCDay()] ?? '',
  EEE: (date) => (dayNames[date.getUTCDay()] ?? '').slice(0, 3),
  HH: (date) => pad(date.getUTCHours()),
  H: (date) => String(date.getUTCHours()),
  hh: (date) => pad(date.getUTCHours() % 12 || 12),
  h: (date) => String(date.getUTCHours() % 12 || 12),
  mm: (date) => pad(date.getUTCMinutes()),
  m: (date) => String(date.getUTCMinutes()),
  ss: (date) => pad(date.getUTCSeconds()),
  s: (date) => String(date.getUTCSeconds()),
  SSS: (date) => String(date.getUTCMilliseconds()).padStart(3, '0'),
  a: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  XXX: (_date, offset) => (offset === 0 ? 'Z' : writeOffset(offset)),
};

// Other tools write years and days in capital letters, or months' days in small ones; both are understood.
const sameToken: { readonly [token: string]: string } = {
  YYYY: 'yyyy',
  YY: 'yy',
  DD: 'dd',
  D: 'd',
  EE: 'EEE',
  E: 'EEE',
};

/** Writes what the clocks show by a pattern such as `d MMMM yyyy, HH:mm`. Text in single quotes stays as it is. */
export function formatPattern(shown: Shown, pattern: string): string {
  const date = new Date(shown.wall);
  return piecesOf(pattern)
    .map((piece) => ('plain' in piece ? piece.plain : (writers[piece.token]?.(date, shown.offset) ?? '')))
    .join('');
}

/** What is wrong with a pattern; undefined when it can be used. */
export function patternProblem(pattern: string): Saying | undefined {
  if (pattern.length > longest) return say('A date pattern may have {longest} characters.', { longest });
  const wrong = piecesOf(pattern).find((piece) => 'token' in piece && !Object.hasOwn(writers, piece.token));
  if (!wrong || !('token' in wrong)) return undefined;
  return say("“{token}” means nothing in a date pattern. Put plain words in single quotes, as in d 'of' MMMM.", {
    token: wrong.token,
  });
}

function piecesOf(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [part] of pattern.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g)) {
    if (part.startsWith("'")) pieces.push({ plain: part === "''" ? "'" : part.slice(1, -1).replaceAll("''", "'") });
    else if (/^[A-Za-z]/.test(part)) pieces.push({ token: sameToken[part] ?? part });
    else pieces.push({ plain: part });
  }
  return pieces;
}

/** Throws EvaluationError for a pattern that cannot be used. */
export function requirePattern(pattern: string): void {
  const problem = patternProblem(pattern);
  if (problem) throw new EvaluationError(problem);
}

type Fields = { [token: string]: number } & { pm?: number; offset?: number };

/**
 * Reads text written by a pattern: the wall clock it shows, its offset when the pattern has one, and whether the
 * pattern has a time at all. Undefined when the text does not follow the pattern or names no real day.
 */
export function parsePattern(
  text: string,
  pattern: string,
): { wall: number; offset: number | undefined; isDay: boolean } | undefined {
  const fields: Fields = {};
  let rest = text.trim();
  for (const piece of piecesOf(pattern)) {
    const read = 'plain' in piece ? readPlain(rest, piece.plain) : readToken(rest, piece.token, fields);
    if (read === undefined) return undefined;
    rest = rest.slice(read);
  }
  return rest === '' ? assemble(fields) : undefined;
}

function readPlain(rest: string, plain: string): number | undefined {
  return rest.startsWith(plain) ? plain.length : undefined;
}

const tokenField: { readonly [letter: string]: string } = {
  y: 'year',
  M: 'month',
  d: 'day',
  H: 'hour',
  h: 'hour12',
  m: 'minute',
  s: 'second',
  S: 'milli',
};

/** Reads one token into `fields`; how many characters it took. */
function readToken(rest: string, token: string, fields: Fields): number | undefined {
  if (token === 'MMMM' || token === 'MMM') {
    return readName(rest, token === 'MMM' ? monthNames.map((name) => name.slice(0, 3)) : monthNames, (index) => {
      fields.month = index + 1;
    });
  }
  if (token.startsWith('E'))
    return readName(rest, [...dayNames, ...dayNames.map((name) => name.slice(0, 3))], () => undefined);
  if (token === 'a') return readName(rest, ['AM', 'PM'], (index) => (fields.pm = index));
  if (token === 'XXX') {
    const offset = /^(?:[Zz]|[+-]\d{2}:?\d{2})/.exec(rest)?.[0];
    if (offset === undefined) return undefined;
    fields.offset = readOffset(offset);
    return offset.length;
  }
  const width = token.length;
  const digits = (width === 1 ? /^\d{1,2}/ : new RegExp(`^\\d{${width}}`)).exec(rest)?.[0];
  const field = tokenField[token.charAt(0)];
  if (digits === undefined || field === undefined) return undefined;
  fields[field] = token === 'yy' ? 2_000 + Number(digits) : Number(digits);
  return digits.length;
}

function readName(rest: string, names: readonly string[], found: (index: number) => void): number | undefined {
  const index = names.findIndex((name) => rest.toLowerCase().startsWith(name.toLowerCase()));
  const name = names[index];
  if (name === undefined) return undefined;
  found(index);
  return name.length;
}

function assemble(fields: Fields): { wall: number; offset: number | undefined; isDay: boolean } | undefined {
  const { year = 1970, month = 1, day = 1, hour12, minute = 0, second = 0, milli = 0 } = fields;
  const hour = hour12 === undefined ? (fields.hour ?? 0) : (hour12 % 12) + (fields.pm ? 12 : 0);
  const date = wallOf({ year, month, day });
  const time = timeOf({ hour, minute, second });
  if (date === undefined || time === undefined) return undefined;
  const isDay = fields.hour === undefined && hour12 === undefined;
  return { wall: date + time + milli, offset: fields.offset, isDay };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function writeOffset(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
