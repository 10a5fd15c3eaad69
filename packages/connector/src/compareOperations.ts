import { type Said, type SaidValue, say, sayAll } from '@patchbay/words';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { Operation } from './connector.ts';
import { change, compareRules, type OperationChange, type Rules } from './compareRules.ts';
import { flattenSchema } from './flattenSchema.ts';
import { isSame } from './isSame.ts';
import { type SchemaObject, typesOf } from './localRef.ts';

/** What of an operation is compared. */
export type Comparable = Pick<Operation, 'input' | 'output'> & Rules;

/** How deep fields are compared, and how many differences are told. */
const DEPTH = 4;
const MOST = 20;

/** What is different in the later version of an operation, the demanding things first; empty where nothing is. */
export function compareOperations(before: Comparable, after: Comparable): OperationChange[] {
  const changes: OperationChange[] = [
    ...compareRules(before, after),
    ...fieldChanges(sideOf(before.input), sideOf(after.input), INPUT),
    ...fieldChanges(sideOf(before.output), sideOf(after.output), OUTPUT),
  ];
  const told = [...new Map(changes.map((one) => [one.words, one])).values()];
  return told.toSorted((left, right) => Number(right.breaks) - Number(left.breaks)).slice(0, MOST);
}

/** The words for the fields that a step takes, and for those that it gives. */
type Words = { gone(path: string): Said; fresh(path: string): Said; isInput: boolean };
const INPUT: Words = {
  gone: (path) => say('no longer takes {path}', { path }),
  fresh: (path) => say('now also takes {path}', { path }),
  isInput: true,
};
const OUTPUT: Words = {
  gone: (path) => say('no longer gives {path}', { path }),
  fresh: (path) => say('now also gives {path}', { path }),
  isInput: false,
};

type Side = { schema: JSONSchema; root: JSONSchema; path: string; depth: number };

const sideOf = (schema: JSONSchema): Side => ({ schema, root: schema, path: '', depth: 0 });

function fieldChanges(before: Side, after: Side, words: Words): OperationChange[] {
  const [was, is] = [flatOf(before), flatOf(after)];
  if (was === undefined || is === undefined || before.depth > DEPTH) return [];
  const [old, fresh] = [was.properties ?? {}, is.properties ?? {}];
  const isOpen = Object.keys(old).length === 0 || Object.keys(fresh).length === 0;
  const names = isOpen ? [] : [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  const items = was.items !== undefined && is.items !== undefined;
  return [
    ...names.flatMap((name) => {
      const inside = { was: own(old, name), is: own(fresh, name) };
      return oneField({ before, after, words, name, ...inside, ...demands(was, is, name) });
    }),
    ...(items ? fieldChanges(into(before, was.items, before.path), into(after, is.items, after.path), words) : []),
  ];
}

const own = (fields: Readonly<Record<string, JSONSchema>>, name: string) =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

const demands = (was: SchemaObject, is: SchemaObject, name: string) => ({
  wasRequired: was.required?.includes(name) === true,
  isRequired: is.required?.includes(name) === true,
});

function into(side: Side, schema: JSONSchema | undefined, path: string): Side {
  return { schema: schema ?? true, root: side.root, path, depth: side.depth + 1 };
}

type OneField = {
  before: Side;
  after: Side;
  words: Words;
  name: string;
  was: JSONSchema | undefined;
  is: JSONSchema | undefined;
  wasRequired: boolean;
  isRequired: boolean;
};

function oneField({ before, after, words, name, was, is, wasRequired, isRequired }: OneField): OperationChange[] {
  const title = titleOf(is ?? was, name);
  const path = after.path === '' ? title : `${after.path}: ${title}`;
  const requires = change(say('now requires {path}', { path }), true);
  if (is === undefined) return [change(words.gone(path), true)];
  if (was === undefined) {
    return words.isInput && isRequired ? [requires] : [change(words.fresh(path))];
  }
  const [from, to] = [into(before, was, path), into(after, is, path)];
  const demand: OperationChange[] =
    !words.isInput || wasRequired === isRequired
      ? []
      : [isRequired ? requires : change(say('no longer requires {path}', { path }))];
  const type = typeChange(from, to, path);
  return [
    ...demand,
    ...(type.length > 0 ? type : [...choiceChanges(from, to, words), ...fieldChanges(from, to, words)]),
    ...(words.isInput && type.length === 0 ? meaningChanges(from, to, name) : []),
  ];
}

/** A field that is there as before, and means something else: its unit, its format, what counts where nothing is said. */
function meaningChanges(before: Side, after: Side, name: string): OperationChange[] {
  const [was, is] = [flatOf(before), flatOf(after)];
  if (was === undefined || is === undefined) return [];
  const { path } = after;
  const [old, fresh] = [titleOf(before.schema, name), titleOf(after.schema, name)];
  return [
    ...(was.format === is.format ? [] : [change(formatWords(path, is.format), true)]),
    ...(isSame(was.default, is.default) ? [] : [change(defaultWords(path, is.default))]),
    ...(old === fresh ? [] : [change(say('calls {old} “{fresh}” now', { old, fresh }))]),
    ...(was.description === is.description || is.description === undefined
      ? []
      : [change(say('says of {path}: “{text}”', { path, text: shortened(is.description) }))]),
  ];
}

const formatWords = (path: string, format: unknown) =>
  typeof format === 'string'
    ? say('takes {path} written as {format}', { path, format })
    : say('takes {path} as any text', { path });

const defaultWords = (path: string, value: unknown) =>
  value === undefined
    ? say('takes nothing for {path} where it is empty', { path })
    : say('takes {value} for {path} where it is empty', { value: listed([value]), path });

/** How long a sentence about a field is told. */
const SAID = 120;

function shortened(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= SAID ? plain : `${plain.slice(0, SAID - 1)}…`;
}

function typeChange(before: Side, after: Side, path: string): OperationChange[] {
  const [was, is] = [typeIn(before), typeIn(after)];
  if (was === undefined || is === undefined || was === is) return [];
  const types = { is: TYPES[is] ?? is, was: TYPES[was] ?? was };
  return [change(say('has {path} as {is} instead of {was}', { path, ...types }), true)];
}

const TYPES: Readonly<Record<string, Said | undefined>> = {
  string: say('text'),
  number: say('a number'),
  integer: say('a whole number'),
  boolean: say('yes or no'),
  array: say('a list'),
  object: say('fields'),
};

function typeIn(side: Side): string | undefined {
  const flat = flatOf(side);
  return flat && typesOf(flat).find((type) => type !== 'null');
}

function choiceChanges(before: Side, after: Side, { isInput }: Words): OperationChange[] {
  const [was, is] = [choicesIn(before), choicesIn(after)];
  if (was === undefined || is === undefined || !isInput) return [];
  const gone = was.filter((choice) => !is.some((other) => isSame(choice, other)));
  const fresh = is.filter((choice) => !was.some((other) => isSame(choice, other)));
  return [
    ...(gone.length === 0
      ? []
      : [change(say('no longer takes {choices} for {path}', { choices: listed(gone), path: after.path }), true)]),
    ...(fresh.length === 0
      ? []
      : [change(say('now also takes {choices} for {path}', { choices: listed(fresh), path: after.path }))]),
  ];
}

function choicesIn(side: Side): readonly unknown[] | undefined {
  const choices: unknown = flatOf(side)?.enum;
  return Array.isArray(choices) ? choices : undefined;
}

function listed(choices: readonly unknown[]): SaidValue {
  return sayAll(
    choices.map((choice) => `“${String(choice)}”`),
    3,
  );
}

function flatOf({ schema, root }: Side): SchemaObject | undefined {
  return typeof schema === 'object' ? flattenSchema(schema, root).schema : undefined;
}

function titleOf(schema: JSONSchema | undefined, name: string): string {
  const title = typeof schema === 'object' ? schema.title : undefined;
  return title === undefined || title === '' ? name : title;
}
