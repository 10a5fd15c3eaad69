import type { FieldHints } from '@patchbay/connector';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { ApiDocument } from './apiDocument.ts';
import { isObject, own } from './json.ts';
import { readable } from './words.ts';

export type SchemaObject = Exclude<JSONSchema, boolean> & FieldHints;

/**
 * One walk through the schemas of one operation's input or output. References become `$defs` of the result, each once,
 * the nearest first; when the budget is spent, what is left becomes open. So cycles end, and a chain of references that
 * would unfold to millions of schemas costs no more than the budget.
 */
export type SchemaWalk = {
  document: ApiDocument;
  direction: 'input' | 'output';
  /** Characters of JSON that may still be written. */
  budget: number;
  /** Binary text stands for a file here, as it does in multipart bodies. */
  hasFiles: boolean;
  /** The local name of each reference met so far. */
  names: Map<string, string>;
  taken: Set<string>;
  waiting: string[];
  wasCut: boolean;
};

export function openWalk(document: ApiDocument, direction: SchemaWalk['direction'], budget: number): SchemaWalk {
  return {
    document,
    direction,
    budget,
    hasFiles: false,
    names: new Map(),
    taken: new Set(['__proto__']),
    waiting: [],
    wasCut: false,
  };
}

/** What stands for a part that the budget does not reach: anything, with a sentence that says so. */
export function cutPart(walk: SchemaWalk): SchemaObject {
  walk.wasCut = true;
  return { 'x-patchbay-note': 'The description is too large here. Any value is taken.' };
}

/** Gives a field its name in words where the description has none. */
export function titled(schema: JSONSchema, name: string): JSONSchema {
  if (schema === true) return { title: readable(name) };
  if (typeof schema === 'boolean' || schema.title !== undefined) return schema;
  return { title: readable(name), ...schema };
}

/** Whether a field belongs to the other direction: an id that only answers have, a password that none has. */
export function belongsElsewhere(walk: SchemaWalk, schema: unknown): boolean {
  return isObject(schema) && own(schema, walk.direction === 'input' ? 'readOnly' : 'writeOnly') === true;
}
