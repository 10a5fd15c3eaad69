import { messageOf, type Said, type Saying, say, sayCount, sayEither, saidOf } from '@patchbay/words';
import { readIso } from '../dates/moment.ts';
import { closest } from '../formula/closest.ts';
import type { Json } from '../mapping.ts';
import type { MappingProblem } from '../problem.ts';
import { describeType } from './describe.ts';
import { fieldOf } from './field.ts';
import { alternatives, formatOf, itemOf, kind, kindOfValue, kindsOf, resolve, type Type } from './type.ts';

/** Why a value does not fit where it goes. */
export type Misfit = Pick<MappingProblem, 'code' | 'severity' | 'message' | 'said'> & {
  /** What it could be made: `first` of a list, a `list` of one, `json` for an object as text, `seconds` since 1970. */
  wants?: 'text' | 'number' | 'seconds' | 'date' | 'textDay' | 'day' | 'time' | 'first' | 'list' | 'json';
  /** For a value that is typed in: the nearest one that would fit. */
  instead?: Json;
};

/** Levels of lists and objects that are compared. */
const compared = 3;

/**
 * Whether values of one type can go where another is wanted. Only refused when no value could fit; text where a date is
 * wanted, an instant where a day is, and a number where text is, are warnings. A value that may be missing is no misfit.
 */
export function misfit(actual: Type, expected: Type, depth = 0): Misfit | undefined {
  const wanted = kindsOf(expected);
  const given = kindsOf(actual) & ~kind.null;
  if (wanted === kind.any || given === 0) return undefined;
  if (!(given & wanted)) return wrongKind({ actual, expected, given, wanted, depth });
  const written = writtenValue(actual);
  if (written) return wrongValue(written.value, expected);
  const choices = wrongChoices(actual, expected);
  if (choices) return choices;
  if ((given & wanted) === kind.text) return wrongDate(actual, expected);
  if (depth >= compared) return undefined;
  if ((given & wanted) === kind.list) return wrongItems({ actual, expected, depth });
  return (given & wanted) === kind.object ? wrongFields({ actual, expected, depth }) : undefined;
}

/** "This is text. The field wants a number." */
export function misfitSentence(actual: Said, expected: Said): Said {
  return say('This is {actual}. The field wants {expected}.', { actual, expected });
}

type Sides = { actual: Type; expected: Type };

type Kinds = { given: number; wanted: number; depth: number };

function wrongKind({ actual, expected, given, wanted, depth }: Sides & Kinds): Misfit {
  const sentence = misfitSentence(describeType(actual), describeType(expected));
  const scalar = kind.number | kind.boolean | kind.text;
  const isScalar = (given & ~scalar) === 0;
  const base: Misfit = { code: 'wrong_type', severity: 'error', ...messageOf(sentence) };
  if (isScalar && wanted & kind.text) {
    return isDate(formatOf(expected)) ? base : { ...base, severity: 'warning', wants: 'text' };
  }
  if (given === kind.text && wanted & kind.number) {
    return { ...base, wants: isDate(formatOf(actual)) ? 'seconds' : 'number' };
  }
  if (given === kind.list && !misfit(itemOf(actual), expected, depth + 1)) return { ...base, wants: 'first' };
  if (wanted & kind.list && !misfit(actual, itemOf(expected), depth + 1)) return { ...base, wants: 'list' };
  const isWritten = (given & (kind.list | kind.object)) !== 0 && wanted & kind.text && formatOf(expected) === undefined;
  return isWritten ? { ...base, wants: 'json' } : base;
}

/** Values that are each one of a few, where others are wanted: none of them fits, or not all. */
function wrongChoices(actual: Type, expected: Type): Misfit | undefined {
  const [given, wanted] = [choicesOf(actual), choicesOf(expected)];
  if (given === undefined || wanted === undefined) return undefined;
  const lost = given.filter((choice) => !wanted.includes(choice));
  if (lost.length === 0) return undefined;
  if (lost.length === given.length) {
    const { instead: _typedBy, ...found } = notAChoice(lost[0], wanted);
    return found;
  }
  const choices = lost.slice(0, 3).map(inQuotes);
  const sentence = say('This may be {choices}, which is not one of the choices.', { choices: sayEither(choices) });
  return { code: 'not_always_a_choice', severity: 'warning', ...messageOf(sentence) };
}

/** The values that are all a type allows, nothing aside; undefined where it allows others. */
function choicesOf(type: Type): readonly unknown[] | undefined {
  const lists = alternatives(type)
    .filter((one) => kindsOf(one) !== kind.null)
    .map((one): unknown => resolve(one)?.enum);
  if (lists.length === 0 || !lists.every((list) => Array.isArray(list))) return undefined;
  return lists.flat().filter((choice) => choice !== null);
}

function isDate(format: string | undefined): boolean {
  return format === 'date' || format === 'date-time';
}

function wrongDate(actual: Type, expected: Type): Misfit | undefined {
  const [given, wanted] = [formatOf(actual), formatOf(expected)];
  const base = { code: 'wrong_type', severity: 'warning' } as const;
  if (wanted === 'time' && isDate(given))
    return { ...base, ...messageOf(misfitSentence(say('a date'), say('a time of day'))), wants: 'time' };
  if (wanted === 'date' && given === 'date-time')
    return { ...base, ...messageOf(misfitSentence(say('a date with a time'), say('a day'))), wants: 'day' };
  if (!isDate(wanted) || isDate(given)) return undefined;
  const sentence = misfitSentence(describeType(actual), say('a date'));
  return { ...base, ...messageOf(sentence), wants: wanted === 'date' ? 'textDay' : 'date' };
}

function wrongItems({ actual, expected, depth }: Sides & { depth: number }): Misfit | undefined {
  const inner = misfit(itemOf(actual), itemOf(expected), depth + 1);
  if (!inner) return undefined;
  const sentence = misfitSentence(describeType(actual), describeType(expected));
  return { code: inner.code, severity: inner.severity, ...messageOf(sentence) };
}

/** The first field both sides name that does not fit. */
function wrongFields({ actual, expected, depth }: Sides & { depth: number }): Misfit | undefined {
  const names = Object.keys(resolve(expected)?.properties ?? {}).slice(0, 200);
  for (const name of names) {
    const [given, wanted] = [fieldOf(actual, name), fieldOf(expected, name)];
    if (given.known !== 'yes' || wanted.known !== 'yes') continue;
    const inner = misfit(given.type, wanted.type, depth + 1);
    if (inner === undefined) continue;
    const sentence = say('In {name}: {problem}', { name, problem: saidOf(inner) });
    return { code: inner.code, severity: inner.severity, ...messageOf(sentence) };
  }
  return undefined;
}

/** The value of a type that allows only one. */
function writtenValue(type: Type): { value: unknown } | undefined {
  const schema = resolve(type);
  return schema && Object.hasOwn(schema, 'const') ? { value: schema.const } : undefined;
}

/** What is wrong with a value that is written in the flow, so that it is known now. */
function wrongValue(value: unknown, expected: Type): Misfit | undefined {
  const fitting = alternatives(expected).filter((type) => kindsOf(type) & kindOfValue(value));
  const misfits = fitting.map((type) => wrongAlternative(value, type));
  return misfits.every((each) => each !== undefined) ? misfits[0] : undefined;
}

function wrongAlternative(value: unknown, type: Type): Misfit | undefined {
  const schema = resolve(type);
  if (!schema) return undefined;
  if (Array.isArray(schema.enum) && !schema.enum.some((choice) => choice === value))
    return notAChoice(value, schema.enum);
  if (typeof value === 'number') return wrongNumber(value, schema);
  return typeof value === 'string' ? wrongText(value, schema) : undefined;
}

type Bounds = {
  type?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  format?: string;
};

function wrongNumber(value: number, { type, minimum, maximum }: Bounds): Misfit | undefined {
  if (type === 'integer' && !Number.isInteger(value))
    return badValue(say('This is {value}. The field wants a whole number.', { value }), Math.round(value));
  if (minimum !== undefined && value < minimum)
    return badValue(say('This is {value}. The field wants {minimum} or more.', { value, minimum }), minimum);
  if (maximum !== undefined && value > maximum)
    return badValue(say('This is {value}. The field wants {maximum} or less.', { value, maximum }), maximum);
  return undefined;
}

function wrongText(value: string, { format, minLength, maxLength }: Bounds): Misfit | undefined {
  if (isDate(format) && !readIso(value, 'UTC')) {
    const example = format === 'date' ? '2026-11-22' : '2026-11-22T09:30:00Z';
    return badValue(say('This is text. The field wants a date like {example}.', { example }));
  }
  const { length } = value;
  if (minLength !== undefined && length < minLength) {
    return badValue(say('The field wants {letters} or more.', { letters: letters(minLength) }));
  }
  if (maxLength !== undefined && length > maxLength) {
    const sentence = say('This has {letters}. The field takes {most}.', { letters: letters(length), most: maxLength });
    return badValue(sentence, value.slice(0, maxLength));
  }
  return wrongLooks(value, format);
}

/** What a text plainly is not. A warning: other systems know addresses that we do not. */
function wrongLooks(value: string, format: string | undefined): Misfit | undefined {
  if (value === '') return undefined;
  const looks = {
    email: { like: /^[^@\s]+@[^@\s]+$/, what: say('an e-mail address') },
    uri: { like: /^[a-z][a-z0-9+.-]*:/i, what: say('a link') },
  };
  const wanted = format === 'email' || format === 'uri' ? looks[format] : undefined;
  if (wanted === undefined || wanted.like.test(value)) return undefined;
  const sentence = say('This does not look like {what}.', { what: wanted.what });
  return { code: 'bad_value', severity: 'warning', ...messageOf(sentence) };
}

function letters(count: number): Said {
  return sayCount(count, '{count} letter', '{count} letters');
}

function badValue(saying: Saying, instead?: Json): Misfit {
  return { code: 'bad_value', severity: 'error', ...messageOf(saying), ...(instead !== undefined && { instead }) };
}

function notAChoice(value: unknown, choices: readonly unknown[]): Misfit {
  const shown = choices.slice(0, 8).map(String).join(', ');
  const sentence = say('{value} is not one of the choices: {choices}.', {
    value: inQuotes(value),
    choices: choices.length > 8 ? `${shown}, …` : shown,
  });
  const instead = nearest(value, choices);
  return { code: 'not_a_choice', severity: 'error', ...messageOf(sentence), ...(instead !== undefined && { instead }) };
}

/** The choice that was most likely meant: the one written alike, whatever the case and the spaces. */
function nearest(value: unknown, choices: readonly unknown[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
  const texts = choices.filter((choice) => typeof choice === 'string');
  if (typeof value !== 'string' || value === '') return undefined;
  return texts.find((choice) => plain(choice) === plain(value)) ?? closest(value, texts);
}

function inQuotes(value: unknown): string {
  return `“${String(value).slice(0, 60)}”`;
}
