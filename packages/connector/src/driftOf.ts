import { type Message, messageOf, type SaidValue, type Said, say, sayEither } from '@patchbay/words';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { accepts } from './accepts.ts';
import { flattenSchema } from './flattenSchema.ts';
import { isObject, own } from './json.ts';
import { typesOf } from './localRef.ts';

/** So many sentences are worth reading, so many items of a list are looked at, and so deep. */
const MOST = 5;
const ITEMS = 3;
const DEPTH = 6;

/**
 * Where an answer denies its description, in a few sentences; empty where it does not, as far as anybody looked. Only a
 * sign that the two have drifted apart: what is missing matters to a flow that uses it, and to nobody else.
 */
export function driftOf(output: JSONSchema, answer: unknown): Message[] {
  const found: Message[] = [];
  look(output, answer, { root: output, found, path: '', depth: 0 });
  return found;
}

type Looking = { root: JSONSchema; found: Message[]; path: string; depth: number };

function look(schema: JSONSchema, value: unknown, looking: Looking): void {
  const { root, found, path, depth } = looking;
  if (typeof schema !== 'object' || found.length >= MOST || depth > DEPTH || accepts(schema, value, root)) return;
  const flat = flattenSchema(schema, root);
  // Of several kinds of answers it may be any, and which of them it tried to be nobody knows.
  if (flat.alternatives > 1) return;
  const types = typesOf(flat.schema);
  const type = typeOf(value);
  if (types.length > 0 && !types.includes(type) && !(type === 'integer' && types.includes('number'))) {
    if (value !== null) {
      const words = { where: named(path), type: WORDS[type], types: said(types) };
      found.push(messageOf(say('{where} is {type}, where its description says {types}.', words)));
    }
    return;
  }
  if (Array.isArray(value)) {
    const { items = true } = flat.schema;
    for (const [at, item] of value.slice(0, ITEMS).entries()) look(items, item, inside(looking, String(at)));
  } else if (isObject(value)) lookInside(flat.schema, value, looking);
}

function lookInside(schema: Exclude<JSONSchema, boolean>, value: Record<string, unknown>, looking: Looking): void {
  for (const name of schema.required ?? []) {
    if (own(value, name) !== undefined || looking.found.length >= MOST) continue;
    const where = named(looking.path);
    looking.found.push(messageOf(say('{where} has no field {name}, which its description promises.', { where, name })));
  }
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const inner = own(value, name);
    if (inner !== undefined) look(field, inner, inside(looking, name));
  }
}

function inside(looking: Looking, name: string): Looking {
  return { ...looking, path: looking.path === '' ? name : `${looking.path}.${name}`, depth: looking.depth + 1 };
}

const named = (path: string): SaidValue => (path === '' ? say('The answer') : `“${path}”`);

const A_NUMBER = say('a number');
const WORDS = {
  null: say('nothing'),
  boolean: say('yes or no'),
  integer: A_NUMBER,
  number: A_NUMBER,
  string: say('a text'),
  array: say('a list'),
  object: say('an object'),
} as const satisfies Record<string, Said>;

type TypeName = keyof typeof WORDS;

function typeOf(value: unknown): TypeName {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'boolean' || typeof value === 'string' ? (typeof value as TypeName) : 'object';
}

function said(types: readonly TypeName[]): SaidValue {
  return sayEither([...new Set(types.filter((type) => type !== 'null').map((type) => WORDS[type]))]);
}
