import { EvaluationError } from '../evaluationError.ts';
import { limits } from '../limits.ts';
import type { Scope } from '../scope.ts';
import { toText } from '../values.ts';
import { type FunctionDefinition, integer, p, text, textList, yesNo } from './define.ts';

const aText = p('text', 'text');

const shape: readonly FunctionDefinition[] = [
  {
    name: 'text',
    group: 'text',
    sentence: 'The value written as text; nothing becomes an empty text.',
    parameters: [p('value', 'any', { takesMissing: true })],
    result: text,
    example: { formula: 'text(12.5) + " EUR"', result: '12.5 EUR' },
    run: toText,
  },
  {
    name: 'upper',
    group: 'text',
    sentence: 'The text in capital letters.',
    parameters: [aText],
    result: text,
    example: { formula: 'upper("eur")', result: 'EUR' },
    run: (value: string) => value.toUpperCase(),
  },
  {
    name: 'lower',
    group: 'text',
    sentence: 'The text in small letters.',
    parameters: [aText],
    result: text,
    example: { formula: 'lower("Ann@Example.com")', result: 'ann@example.com' },
    run: (value: string) => value.toLowerCase(),
  },
  {
    name: 'capitalize',
    group: 'text',
    sentence: 'The text with its first letter in capital.',
    parameters: [aText],
    result: text,
    example: { formula: 'capitalize("new order")', result: 'New order' },
    run: (value: string) => {
      const [first = ''] = value;
      return first.toUpperCase() + value.slice(first.length);
    },
  },
  {
    name: 'titleCase',
    group: 'text',
    sentence: 'The text with every word beginning in capital.',
    parameters: [aText],
    result: text,
    example: { formula: 'titleCase("ada lovelace")', result: 'Ada Lovelace' },
    run: (value: string) => value.replaceAll(/(?<![\p{L}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase()),
  },
  {
    name: 'trim',
    group: 'text',
    sentence: 'The text without spaces at its ends.',
    parameters: [aText],
    result: text,
    example: { formula: 'trim("  Ann ")', result: 'Ann' },
    run: (value: string) => value.trim(),
  },
  {
    name: 'padStart',
    group: 'text',
    sentence: 'The text filled up from the left to a length.',
    parameters: [aText, p('length', 'number'), p('with', 'text', { optional: true })],
    result: text,
    example: { formula: 'padStart(42, 6, "0")', result: '000042' },
    run: (value: string, length: number, filler = ' ') => value.padStart(wholeLength(length), filler),
  },
  {
    name: 'truncate',
    group: 'text',
    sentence: 'The text cut to a length, with … where something was cut.',
    parameters: [aText, p('length', 'number')],
    result: text,
    example: { formula: 'truncate("A very long subject", 10)', result: 'A very lo…' },
    run: (value: string, length: number) =>
      value.length <= length ? value : `${value.slice(0, Math.max(0, Math.trunc(length) - 1))}…`,
  },
  {
    name: 'slug',
    group: 'text',
    sentence: 'The text as small letters and numbers with hyphens, for links and file names.',
    parameters: [aText],
    result: text,
    example: { formula: 'slug("Crème brûlée, 2 pieces")', result: 'creme-brulee-2-pieces' },
    run: (value: string) => {
      const plain = value.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
      return plain
        .split(/[^a-z0-9]+/)
        .filter(Boolean)
        .join('-');
    },
  },
];

const parts: readonly FunctionDefinition[] = [
  {
    name: 'substring',
    group: 'text',
    sentence: 'The part from one place up to another, counted from 0.',
    parameters: [aText, p('from', 'number'), p('to', 'number', { optional: true })],
    result: text,
    example: { formula: 'substring("INV-2026-07", 4, 8)', result: '2026' },
    run: (value: string, from: number, to?: number) =>
      value.slice(Math.max(0, from), to === undefined ? undefined : Math.max(0, to)),
  },
  {
    name: 'before',
    group: 'text',
    sentence: 'What stands before the first place of a part; the whole text when it is not there.',
    parameters: [aText, p('part', 'text')],
    result: text,
    example: { formula: 'before("ann@example.com", "@")', result: 'ann' },
    run: (value: string, part: string) => {
      const at = value.indexOf(part);
      return at < 0 ? value : value.slice(0, at);
    },
  },
  {
    name: 'after',
    group: 'text',
    sentence: 'What stands after the first place of a part; an empty text when it is not there.',
    parameters: [aText, p('part', 'text')],
    result: text,
    example: { formula: 'after("ann@example.com", "@")', result: 'example.com' },
    run: (value: string, part: string) => {
      const at = value.indexOf(part);
      return at < 0 ? '' : value.slice(at + part.length);
    },
  },
  {
    name: 'split',
    group: 'text',
    sentence: 'The parts of the text between separators, as a list.',
    parameters: [aText, p('separator', 'text', { choices: [',', ';', ' ', '\n'] })],
    result: textList,
    example: { formula: 'split("red,green", ",")', result: ['red', 'green'] },
    run: (value: string, separator: string) => value.split(separator),
  },
  {
    name: 'replace',
    group: 'text',
    sentence: 'The text with every place of a part replaced by another.',
    parameters: [aText, p('part', 'text'), p('by', 'text')],
    result: text,
    example: { formula: 'replace("1.299,00", ".", "")', result: '1299,00' },
    run: replaceAll,
  },
  {
    name: 'indexOf',
    group: 'text',
    sentence: 'Where a part begins, counted from 0; -1 when it is not there.',
    parameters: [aText, p('part', 'text')],
    result: integer,
    example: { formula: 'indexOf("ann@example.com", "@")', result: 3 },
    run: (value: string, part: string) => value.indexOf(part),
  },
  {
    name: 'startsWith',
    group: 'text',
    sentence: 'Whether the text begins with a part.',
    parameters: [aText, p('part', 'text')],
    result: yesNo,
    example: { formula: 'startsWith("INV-2026-07", "INV")', result: true },
    run: (value: string, part: string) => value.startsWith(part),
  },
  {
    name: 'endsWith',
    group: 'text',
    sentence: 'Whether the text ends with a part.',
    parameters: [aText, p('part', 'text')],
    result: yesNo,
    example: { formula: 'endsWith("report.pdf", ".pdf")', result: true },
    run: (value: string, part: string) => value.endsWith(part),
  },
];

const codes: readonly FunctionDefinition[] = [
  {
    name: 'urlEncode',
    group: 'text',
    sentence: 'The text made safe to be part of a link.',
    parameters: [aText],
    result: text,
    example: { formula: 'urlEncode("a b&c")', result: 'a%20b%26c' },
    run: (value: string) => encodeURIComponent(value.toWellFormed()),
  },
  {
    name: 'base64',
    group: 'text',
    sentence: 'The text in Base64, as some systems want it.',
    parameters: [aText],
    result: text,
    example: { formula: 'base64("Ann:secret")', result: 'QW5uOnNlY3JldA==' },
    runIn: (scope: Scope, [value]: [string]) => {
      scope.charge(value.length);
      const bytes = new TextEncoder().encode(value);
      let binary = '';
      for (const byte of bytes) binary += String.fromCharCode(byte);
      return btoa(binary);
    },
  },
  {
    name: 'fromBase64',
    group: 'text',
    sentence: 'The text that was put into Base64.',
    parameters: [aText],
    result: text,
    example: { formula: 'fromBase64("QW5uOnNlY3JldA==")', result: 'Ann:secret' },
    runIn: (scope: Scope, [value]: [string]) => {
      scope.charge(value.length);
      return new TextDecoder().decode(bytesOf(value));
    },
  },
];

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  } catch (error) {
    throw new EvaluationError('This text is not Base64.', undefined, { cause: error });
  }
}

/** Looks at the size before building it: the replacement of one letter can be a million letters long. */
function replaceAll(value: string, part: string, by: string): string {
  const pieces = value.split(part);
  if (part === '') return value;
  if (value.length + (pieces.length - 1) * (by.length - part.length) > limits.textLength) {
    throw new EvaluationError('The text gets longer than 1,000,000 characters.');
  }
  return pieces.join(by);
}

function wholeLength(length: number): number {
  if (length <= limits.textLength) return Math.max(0, Math.trunc(length));
  throw new EvaluationError('The text gets longer than 1,000,000 characters.');
}

export const textFunctions: readonly FunctionDefinition[] = [...shape, ...parts, ...codes];
