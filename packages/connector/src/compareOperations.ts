import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { Operation } from './connector.ts';
import { compareRules, type OperationChange, type Rules } from './compareRules.ts';
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
  const told = [...new Map(changes.map((change) => [change.words, change])).values()];
  return told.toSorted((left, right) => Number(right.breaks) - Number(left.breaks)).slice(0, MOST);
}

/** The words for the fields that a step takes, and for those that it gives. */
type Words = { gone: string; fresh: string; isInput: boolean };
const INPUT: Words = { gone: 'no longer takes', fresh: 'now also takes', isInput: true };
const OUTPUT: Words = { gone: 'no longer gives', fresh: 'now also gives', isInput: false };

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
  const requires = { words: `now requires ${path}`, breaks: true };
  if (is === undefined) return [{ words: `${words.gone} ${path}`, breaks: true }];
  if (was === undefined) {
    return words.isInput && isRequired ? [requires] : [{ words: `${words.fresh} ${path}`, breaks: false }];
  }
  const [from, to] = [into(before, was, path), into(after, is, path)];
  const demand: OperationChange[] =
    !words.isInput || wasRequired === isRequired
      ? []
      : [isRequired ? requires : { words: `no longer requires ${path}`, breaks: false }];
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
  const told = (words: string, breaks = false) => ({ words, breaks });
  return [
    ...(was.format === is.format ? [] : [told(`takes ${path} ${formatWords(is.format)}`, true)]),
    ...(isSame(was.default, is.default) ? [] : [told(defaultWords(path, is.default))]),
    ...(old === fresh ? [] : [told(`calls ${old} “${fresh}” now`)]),
    ...(was.description === is.description || is.description === undefined
      ? []
      : [told(`says of ${path}: “${shortened(is.description)}”`)]),
  ];
}

const formatWords = (format: unknown) => (typeof format === 'string' ? `written as ${format}` : 'as any text');

const defaultWords = (path: string, value: unknown) =>
  value === undefined
    ? `takes nothing for ${path} where it is empty`
    : `takes ${listed([value])} for ${path} where it is empty`;

/** How long a sentence about a field is told. */
const SAID = 120;

function shortened(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= SAID ? plain : `${plain.slice(0, SAID - 1)}…`;
}

function typeChange(before: Side, after: Side, path: string): OperationChange[] {
  const [was, is] = [typeIn(before), typeIn(after)];
  if (was === undefined || is === undefined || was === is) return [];
  return [{ words: `has ${path} as ${TYPES[is] ?? is} instead of ${TYPES[was] ?? was}`, breaks: true }];
}

const TYPES: Readonly<Record<string, string | undefined>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'fields',
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
    ...(gone.length === 0 ? [] : [{ words: `no longer takes ${listed(gone)} for ${after.path}`, breaks: true }]),
    ...(fresh.length === 0 ? [] : [{ words: `now also takes ${listed(fresh)} for ${after.path}`, breaks: false }]),
  ];
}

function choicesIn(side: Side): readonly unknown[] | undefined {
  const choices: unknown = flatOf(side)?.enum;
  return Array.isArray(choices) ? choices : undefined;
}

function listed(choices: readonly unknown[]): string {
  const shown = choices.slice(0, 3).map((choice) => `“${String(choice)}”`);
  return choices.length > 3 ? `${shown.join(', ')} and ${choices.length - 3} more` : shown.join(' and ');
}

function flatOf({ schema, root }: Side): SchemaObject | undefined {
  return typeof schema === 'object' ? flattenSchema(schema, root).schema : undefined;
}

function titleOf(schema: JSONSchema | undefined, name: string): string {
  const title = typeof schema === 'object' ? schema.title : undefined;
  return title === undefined || title === '' ? name : title;
}
