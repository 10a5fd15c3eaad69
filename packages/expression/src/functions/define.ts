import type { Saying } from '@patchbay/words';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { Json } from '../mapping.ts';
import type { Scope } from '../scope.ts';
import type { Type } from '../types/type.ts';

export type FunctionGroup = 'text' | 'number' | 'date' | 'list' | 'logic' | 'json';

/** What an argument has to be. `text` also takes numbers and yes/no, written out; `date` is ISO text. */
export type ArgumentKind = 'text' | 'number' | 'yesno' | 'date' | 'list' | 'object' | 'sized' | 'any';

export type Parameter = {
  name: string;
  kind: ArgumentKind;
  optional?: true;
  /** Takes any number of further arguments. Only the last parameter. */
  rest?: true;
  /** A missing value reaches the function; elsewhere it makes the whole call missing. */
  takesMissing?: true;
  /** Values worth offering in a form. */
  choices?: readonly string[];
  /** What is wrong with a text that is written in the formula; undefined when it is fine. */
  problemWith?: (text: string) => Saying | undefined;
};

/** The type of a call, from the types of its arguments. */
type ResultType = JSONSchema | ((types: readonly Type[]) => Type);

export type FunctionDefinition = {
  name: string;
  group: FunctionGroup;
  /** One sentence: what it gives. */
  sentence: string;
  parameters: readonly Parameter[];
  result: ResultType;
  example: { formula: string; result: Json };
} & (
  | {
      /** Arguments are of the parameters' kinds; an optional one left out is undefined. */
      run: (...args: never[]) => unknown;
      runIn?: never;
    }
  /** The same, with the clock, the time zone and the work budget of the evaluation; the arguments as one list. */
  | { runIn: (scope: Scope, args: never) => unknown }
);

/** What the editor shows of a function. */
export type FunctionDoc = {
  name: string;
  group: FunctionGroup;
  /** `formatDate(date, pattern, zone?)` */
  signature: string;
  sentence: string;
  example: { formula: string; result: Json };
  parameters: readonly Pick<Parameter, 'name' | 'kind' | 'optional' | 'rest' | 'choices'>[];
};

export const text: JSONSchema = { type: 'string' };
export const number: JSONSchema = { type: 'number' };
export const integer: JSONSchema = { type: 'integer' };
export const yesNo: JSONSchema = { type: 'boolean' };
export const date: JSONSchema = { type: 'string', format: 'date-time' };
export const day: JSONSchema = { type: 'string', format: 'date' };
export const textList: JSONSchema = { type: 'array', items: { type: 'string' } };

/** A parameter in short: `p('date', 'date')`, `p('zone', 'text', { optional: true })`. */
export function p(name: string, kind: ArgumentKind, more: Partial<Parameter> = {}): Parameter {
  return { name, kind, ...more };
}

/** `name(first, second?, more...)`. */
export function signatureOf(definition: Pick<FunctionDefinition, 'name' | 'parameters'>): string {
  const parameters = definition.parameters.map(
    (parameter) => `${parameter.name}${parameter.rest ? '...' : ''}${parameter.optional ? '?' : ''}`,
  );
  return `${definition.name}(${parameters.join(', ')})`;
}
