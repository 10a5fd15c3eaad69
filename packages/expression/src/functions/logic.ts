import { union } from '../types/union.ts';
import { isMissing } from '../values.ts';
import { type FunctionDefinition, p, text, yesNo } from './define.ts';

const anyValue = p('value', 'any', { takesMissing: true });

export const logicFunctions: readonly FunctionDefinition[] = [
  {
    name: 'default',
    group: 'logic',
    sentence: 'The value, or another one when it is missing.',
    parameters: [anyValue, p('otherwise', 'any', { takesMissing: true })],
    result: union,
    example: { formula: 'default(null, "EUR")', result: 'EUR' },
    run: (value: unknown, otherwise: unknown) => value ?? otherwise,
  },
  {
    name: 'coalesce',
    group: 'logic',
    sentence: 'The first of some values that is not missing.',
    parameters: [p('values', 'any', { rest: true, takesMissing: true })],
    result: union,
    example: { formula: 'coalesce(null, "b", "c")', result: 'b' },
    run: (...values: unknown[]) => values.find((value) => !isMissing(value)),
  },
  {
    name: 'choose',
    group: 'logic',
    sentence: 'The first value when the condition is true, else the second.',
    parameters: [
      p('condition', 'yesno', { takesMissing: true }),
      p('yes', 'any', { takesMissing: true }),
      p('no', 'any', { takesMissing: true }),
    ],
    result: ([, ...values]) => union(values),
    example: { formula: 'choose(3 > 2, "more", "less")', result: 'more' },
    run: (condition: boolean | undefined, yes: unknown, no: unknown) => (condition ? yes : no),
  },
  {
    name: 'isEmpty',
    group: 'logic',
    sentence: 'Whether a value is missing, an empty text, list or object.',
    parameters: [anyValue],
    result: yesNo,
    example: { formula: 'isEmpty("")', result: true },
    run: (value: unknown) =>
      isMissing(value) || value === '' || (typeof value === 'object' && Object.keys(value).length === 0),
  },
  {
    name: 'typeName',
    group: 'logic',
    sentence: 'What kind of value it is: text, number, yesno, list, object or nothing.',
    parameters: [anyValue],
    result: text,
    example: { formula: 'typeName([1, 2])', result: 'list' },
    run: (value: unknown) => {
      if (isMissing(value)) return 'nothing';
      if (Array.isArray(value)) return 'list';
      return { string: 'text', boolean: 'yesno' }[String(typeof value)] ?? typeof value;
    },
  },
];
