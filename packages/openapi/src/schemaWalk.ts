import type { FieldHints } from '@patchbay/connector';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { ApiDocument } from './apiDocument.ts';
import { isObject, own } from './json.ts';
import { isCodeName, readable } from './words.ts';

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

/**
 * A schema as a field of a form: with a label, and with the widget its type alone does not ask for. `source` is the
 * schema as the description has it: a title that is a name from code makes no label.
 */
export function asField(schema: JSONSchema, name: string, source: unknown): JSONSchema {
  if (schema === false) return schema;
  const field: SchemaObject = schema === true ? {} : schema;
  const given = isObject(source) ? own(source, 'title') : undefined;
  const isLabelled = typeof given === 'string' && given !== '' && !isCodeName(given);
  const widget = field['x-patchbay-widget'] ?? widgetFor(field, name);
  return {
    ...field,
    title: isLabelled && field.title !== undefined ? field.title : readable(name),
    ...(widget === undefined ? {} : { 'x-patchbay-widget': widget }),
  };
}

const LONG_TEXT = /^(description|message|content|text|body|notes?|comment|summary|html)$/i;

function widgetFor(field: SchemaObject, name: string): FieldHints['x-patchbay-widget'] {
  const isPlainText = field.type === 'string' && field.enum === undefined && field.format === undefined;
  if (isPlainText && LONG_TEXT.test(name) && (field.maxLength ?? 1_000) > 200) return 'text-long';
  if (field.type === 'object' && field.properties === undefined && field.allOf === undefined) return 'fields';
  const saysNothing = ['type', '$ref', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', 'properties', 'items'];
  return saysNothing.every((key) => !Object.hasOwn(field, key)) ? 'json' : undefined;
}

/** Whether a field belongs to the other direction: an id that only answers have, a password that none has. */
export function belongsElsewhere(walk: SchemaWalk, schema: unknown): boolean {
  return isObject(schema) && own(schema, walk.direction === 'input' ? 'readOnly' : 'writeOnly') === true;
}
