import { say } from '@patchbay/words';
import { EvaluationError } from '../evaluationError.ts';
import { readNumber } from '../readNumber.ts';
import { describeValue, isMissing } from '../values.ts';
import { type FunctionDefinition, integer, number, p, text } from './define.ts';

const aNumber = p('number', 'number');
const aList = p('list', 'list');

const rounding: readonly FunctionDefinition[] = [
  {
    name: 'number',
    group: 'number',
    sentence: 'The number in a text.',
    parameters: [p('value', 'any')],
    result: number,
    example: { formula: 'number("12.50") * 2', result: 25 },
    run: toNumber,
  },
  {
    name: 'parseNumber',
    group: 'number',
    sentence:
      'The number in a text as people write it, with signs of money and thousands; the point is its decimal sign.',
    parameters: [
      p('text', 'text'),
      p('point', 'text', { optional: true, choices: [',', '.'], problemWith: pointProblem }),
    ],
    result: number,
    example: { formula: 'parseNumber("€ 1.234,50", ",")', result: 1234.5 },
    run: parseNumber,
  },
  {
    name: 'round',
    group: 'number',
    sentence: 'The number rounded, to whole or to some decimals.',
    parameters: [aNumber, p('decimals', 'number', { optional: true })],
    result: number,
    example: { formula: 'round(19.995, 2)', result: 20 },
    run: (value: number, decimals = 0) => roundTo(value, decimals),
  },
  {
    name: 'floor',
    group: 'number',
    sentence: 'The number rounded down to whole.',
    parameters: [aNumber],
    result: integer,
    example: { formula: 'floor(7.9)', result: 7 },
    run: (value: number) => Math.floor(value),
  },
  {
    name: 'ceil',
    group: 'number',
    sentence: 'The number rounded up to whole.',
    parameters: [aNumber],
    result: integer,
    example: { formula: 'ceil(7.1)', result: 8 },
    run: (value: number) => Math.ceil(value),
  },
  {
    name: 'abs',
    group: 'number',
    sentence: 'The number without its minus.',
    parameters: [aNumber],
    result: number,
    example: { formula: 'abs(-5)', result: 5 },
    run: (value: number) => Math.abs(value),
  },
  {
    name: 'clamp',
    group: 'number',
    sentence: 'The number kept between a least and a most.',
    parameters: [aNumber, p('least', 'number'), p('most', 'number')],
    result: number,
    example: { formula: 'clamp(120, 0, 100)', result: 100 },
    run: (value: number, least: number, most: number) => Math.min(Math.max(value, least), most),
  },
  {
    name: 'formatNumber',
    group: 'number',
    sentence: 'The number written with decimals and separators.',
    parameters: [
      aNumber,
      p('decimals', 'number', { optional: true }),
      p('point', 'text', { optional: true, choices: ['.', ','] }),
      p('thousands', 'text', { optional: true, choices: [',', '.', ' ', ''] }),
    ],
    result: text,
    example: { formula: 'formatNumber(1234567.891, 2, ",", ".")', result: '1.234.567,89' },
    run: formatNumber,
  },
  {
    name: 'money',
    group: 'number',
    sentence: 'An amount that is counted in cents, or what its currency has for them, as it is written.',
    parameters: [p('cents', 'number'), p('currency', 'text')],
    result: text,
    example: { formula: 'money(123450, "eur")', result: '1,234.50 EUR' },
    run: money,
  },
];

const lists: readonly FunctionDefinition[] = [
  {
    name: 'sum',
    group: 'number',
    sentence: 'All numbers of a list together.',
    parameters: [aList],
    result: number,
    example: { formula: 'sum([20, 22.5])', result: 42.5 },
    run: (list: readonly unknown[]) => numbersOf('sum', list).reduce((total, value) => total + value, 0),
  },
  {
    name: 'average',
    group: 'number',
    sentence: 'The average of the numbers of a list; nothing for an empty one.',
    parameters: [aList],
    result: number,
    example: { formula: 'average([10, 20])', result: 15 },
    run: (list: readonly unknown[]) => {
      const numbers = numbersOf('average', list);
      return numbers.length === 0 ? null : numbers.reduce((total, value) => total + value, 0) / numbers.length;
    },
  },
  {
    name: 'min',
    group: 'number',
    sentence: 'The smallest of some numbers, or of a list of them.',
    parameters: [p('numbers', 'any', { rest: true, takesMissing: true })],
    result: number,
    example: { formula: 'min(12, 7, 30)', result: 7 },
    run: (...values: unknown[]) => extreme('min', values),
  },
  {
    name: 'max',
    group: 'number',
    sentence: 'The largest of some numbers, or of a list of them.',
    parameters: [p('numbers', 'any', { rest: true, takesMissing: true })],
    result: number,
    example: { formula: 'max([12, 7, 30])', result: 30 },
    run: (...values: unknown[]) => extreme('max', values),
  },
];

function pointProblem(point: string): string | undefined {
  return point === ',' || point === '.' ? undefined : 'The decimal sign is "," or ".".';
}

function parseNumber(value: string, point?: string): number | null {
  if (value.trim() === '') return null;
  if (point !== undefined && point !== ',' && point !== '.')
    throw new EvaluationError('The decimal sign is "," or ".".');
  const read = readNumber(value, point);
  if (read !== undefined) return read;
  const shown = value.trim().slice(0, 40);
  if (point !== undefined)
    throw new EvaluationError(
      say('“{value}” is not a number with {point} before its decimals.', { value: shown, point }),
    );
  if ((readNumber(value, ',') ?? readNumber(value, '.')) === undefined)
    throw new EvaluationError(say('“{text}” is not a number like 12.50.', { text: shown }));
  throw new EvaluationError(
    say('“{value}” can be read in two ways. Say which sign parts the decimals: "," or ".".', {
      value: shown,
    }),
  );
}

function toNumber(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    const trimmed = value.trim();
    if (trimmed === '') return null;
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(trimmed) && Number.isFinite(Number(trimmed)))
      return Number(trimmed);
    throw new EvaluationError(say('“{text}” is not a number like 12.50.', { text: trimmed.slice(0, 40) }));
  }
  throw new EvaluationError(say('number reads text, and this is {what}.', { what: describeValue(value) }));
}

/** Rounds half away from zero on the decimal digits a person sees, so that 1.005 becomes 1.01. */
function roundTo(value: number, decimals: number): number {
  const places = Math.max(-15, Math.min(15, Math.trunc(decimals)));
  const [digits, exponent = '0'] = Math.abs(value).toString().split('e');
  const shifted = Number(`${digits}e${Number(exponent) + places}`);
  if (!Number.isFinite(shifted) || shifted >= Number.MAX_SAFE_INTEGER) return value;
  const [rounded, power = '0'] = Math.round(shifted).toString().split('e');
  const result = Math.sign(value) * Number(`${rounded}e${Number(power) - places}`);
  return result === 0 ? 0 : result;
}

function formatNumber(...[value, decimals, point = '.', thousands = ',']: [number, number?, string?, string?]): string {
  const places = decimals === undefined ? undefined : Math.max(0, Math.min(15, Math.trunc(decimals)));
  const shown = places === undefined ? String(value) : roundTo(value, places).toFixed(places);
  if (!/^-?\d+(\.\d+)?$/.test(shown)) return shown;
  const [whole = '', fraction] = shown.split('.');
  const grouped = whole.replaceAll(/\d(?=(?:\d{3})+$)/g, (digit) => digit + thousands);
  return fraction === undefined ? grouped : grouped + point + fraction;
}

function money(cents: number, currency: string): string {
  const code = currency.trim().toUpperCase();
  const places = decimalsOf(code);
  return `${formatNumber(cents / 10 ** places, places)} ${code}`;
}

/** How many decimals a currency is written with: two for most, none for yen. */
function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch (error) {
    const words = say('“{currency}” is not a currency. Write its three letters, such as EUR or USD.', {
      currency: currency.slice(0, 20),
    });
    throw new EvaluationError(words, undefined, { cause: error });
  }
}

/** The numbers of a list; missing ones are left out. */
function numbersOf(name: string, list: readonly unknown[]): number[] {
  const numbers: number[] = [];
  for (const item of list) {
    if (isMissing(item)) continue;
    if (typeof item !== 'number') {
      const what = describeValue(item);
      throw new EvaluationError(say('{name} wants a list of numbers, and one of them is {what}.', { name, what }));
    }
    numbers.push(item);
  }
  return numbers;
}

function extreme(name: 'min' | 'max', values: readonly unknown[]): number | null {
  const [first] = values;
  const numbers = numbersOf(name, values.length === 1 && Array.isArray(first) ? first : values);
  // Not Math.min(...numbers): a hundred thousand arguments overflow the stack.
  return numbers.length === 0 ? null : numbers.reduce((best, value) => Math[name](best, value));
}

export const numberFunctions: readonly FunctionDefinition[] = [...rounding, ...lists];
