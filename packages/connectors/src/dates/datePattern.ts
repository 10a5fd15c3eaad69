import { type FieldSchema, say } from '@patchbay/connector';
import { refusal } from '../values/refusal.ts';

const patternChoices = [
  'yyyy-MM-dd',
  'dd.MM.yyyy',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'd MMMM yyyy',
  'EEEE, d MMMM yyyy',
  'HH:mm',
  'yyyy-MM-dd HH:mm',
] as const;

export const datePatternField = {
  type: 'string',
  title: 'Pattern',
  description:
    'yyyy year, MM month, MMMM its name, dd day, EEEE weekday, HH hour, mm minute, ss second. Words in quotes.',
  examples: [...patternChoices],
  'x-patchbay-basic': true,
} satisfies FieldSchema;

/** A part of a pattern: something to fill in, or text that stays. */
export type Piece = { token: string } | { plain: string };

const TOKENS = 'yyyy|yy|MMMM|MMM|MM|M|dd|d|EEEE|EEE|HH|H|hh|h|mm|m|SSS|ss|s|a|XXX';
const TOKEN = new RegExp(`^(?:${TOKENS})$`);

/** Cuts a pattern into what is filled in and what stays. Text in single quotes stays. Throws OperationError. */
export function piecesOf(pattern: string): Piece[] {
  if (pattern.length > 200) throw refusal('pattern_not_valid', 'The pattern of a date may have 200 characters.');
  const pieces: Piece[] = [];
  for (const [part, quoted] of pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+|'/g)) {
    if (quoted !== undefined) pieces.push({ plain: quoted === '' ? "'" : quoted.replaceAll("''", "'") });
    else if (TOKEN.test(part)) pieces.push({ token: part });
    else if (/^[A-Za-z']/.test(part)) {
      throw refusal(
        'pattern_not_valid',
        say('“{part}” means nothing in a date pattern. Put words in single quotes.', { part: part.slice(0, 20) }),
      );
    } else pieces.push({ plain: part });
  }
  return pieces;
}
