import { fileSchema } from '@patchbay/connector';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { follow, insideReference, pointedTo } from './apiDocument.ts';
import { isObject, type JsonObject, own } from './json.ts';
import { copyKeywords } from './keywords.ts';
import { cutPart, type SchemaObject, type SchemaWalk } from './schemaWalk.ts';
import { familyOf, familySchema } from './variants.ts';
import { help, isCodeName, readable } from './words.ts';

/** How deep schemas may stand inside each other before a reference breaks them up. */
const DEPTH = 40;

/** Behind a reference that stands for all the kinds of a schema, not for that schema alone. */
const KINDS = '#kinds';

/** How deep a schema stands, and whether another one is made of it: it then stands for itself and not for all its kinds. */
type Place = { depth: number; isPart: boolean };
const TOP: Place = { depth: 0, isPart: false };

/** A schema of the description as JSON Schema 2020-12 with local references only. */
export function copySchema(walk: SchemaWalk, schema: unknown, { depth, isPart }: Place = TOP): JSONSchema {
  if (typeof schema === 'boolean') return schema;
  if (!isObject(schema)) return true;
  walk.budget -= 8;
  if (walk.budget < 0 || depth > DEPTH) return cutPart(walk);
  if (walk.hasFiles && isBinary(schema)) return fileField(walk, schema);
  const reference = own(schema, '$ref');
  const copy: SchemaObject = {};
  if (typeof reference === 'string') {
    const local = localReference(walk, isPart ? insideReference(walk.document, reference) : kindsOf(walk, reference));
    if (local !== undefined) copy.$ref = local;
    if (walk.document.dialect !== '3.1') return besideReference(walk, copy, schema);
  }
  copyAnnotations(walk, copy, schema);
  copyKeywords(copy, schema, {
    walk,
    copy: (inner) => copySchema(walk, inner, { depth: depth + 1, isPart: false }),
    copyPart: (inner) => copySchema(walk, inner, { depth: depth + 1, isPart: true }),
    isInside: depth > 0,
  });
  return copy;
}

/** The same for the schema on top: where it is only a reference, what it stands for, so that a form finds its fields. */
export function copyTopSchema(walk: SchemaWalk, schema: unknown): JSONSchema {
  const isReference = isObject(schema) && typeof own(schema, '$ref') === 'string';
  const isAlone = isReference && (walk.document.dialect !== '3.1' || Object.keys(schema).length === 1);
  const kinds = isAlone ? kindsOf(walk, String(own(schema, '$ref'))) : '';
  if (kinds.endsWith(KINDS)) return referenced(walk, kinds);
  return copySchema(walk, isAlone ? (follow(walk.document, schema) ?? true) : schema);
}

/** The reference to all kinds of a schema that comes in kinds; only a form has use for them. */
function kindsOf(walk: SchemaWalk, given: string): string {
  const reference = insideReference(walk.document, given);
  const isFamily =
    walk.direction === 'input' && reference.startsWith('#/') && familyOf(walk.document, reference) !== undefined;
  return isFamily ? reference + KINDS : reference;
}

/** The schemas that the walk's references point to. Call it last: it spends what is left of the budget. */
export function finishWalk(walk: SchemaWalk): Record<string, JSONSchema> {
  const defs: [string, JSONSchema][] = [];
  for (const reference of walk.waiting) {
    const name = walk.names.get(reference) ?? reference;
    defs.push([name, walk.budget > 0 ? referenced(walk, reference) : cutPart(walk)]);
  }
  return Object.fromEntries(defs);
}

function referenced(walk: SchemaWalk, reference: string): JSONSchema {
  if (reference.endsWith(KINDS)) {
    return familySchema(walk, reference.slice(0, -KINDS.length), (kind) => localReference(walk, kind)) ?? true;
  }
  const target = pointedTo(walk.document, reference);
  // References that only lead to each other say nothing, and a validator would follow them for ever.
  const leadsOn = isObject(target) && own(target, '$ref') !== undefined;
  return leadsOn && follow(walk.document, target) === undefined ? true : copySchema(walk, target);
}

function localReference(walk: SchemaWalk, reference: string): string | undefined {
  if (!reference.startsWith('#')) {
    pointedTo(walk.document, reference);
    return undefined;
  }
  let name = walk.names.get(reference);
  if (name === undefined) {
    name = freshName(walk, reference);
    walk.names.set(reference, name);
    // `for ... of` in finishWalk goes on to what is added meanwhile: nearest first.
    walk.waiting.push(reference);
    walk.budget -= name.length + 8;
  }
  walk.budget -= name.length + 16;
  return `#/$defs/${name}`;
}

/** The last word of the reference, plain enough to need no escaping, with a number where it is taken. */
function freshName(walk: SchemaWalk, reference: string): string {
  const last = reference.replace(KINDS, '_kinds').split('/').at(-1) ?? '';
  const base = last.replace(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9_.-]/g, '_').slice(0, 60) || 'schema';
  let name = base;
  for (let number = 2; walk.taken.has(name); number += 1) name = `${base}_${number}`;
  walk.taken.add(name);
  return name;
}

function isBinary(schema: JsonObject): boolean {
  if (own(schema, 'type') === 'file') return true;
  const hasBytes = own(schema, 'format') === 'binary' || own(schema, 'contentMediaType') === 'application/octet-stream';
  return hasBytes && own(schema, 'contentEncoding') === undefined;
}

function fileField(walk: SchemaWalk, schema: JsonObject): SchemaObject {
  const annotations: SchemaObject = {};
  copyAnnotations(walk, annotations, schema);
  walk.budget -= 300;
  return { ...fileSchema, ...annotations };
}

/** Before 3.1 nothing beside a reference counts, but people write help and "may be empty" there all the same. */
function besideReference(walk: SchemaWalk, copy: SchemaObject, schema: JsonObject): SchemaObject {
  copyAnnotations(walk, copy, schema);
  if (own(schema, 'nullable') !== true && own(schema, 'x-nullable') !== true) return copy;
  const { $ref, ...rest } = copy;
  return $ref === undefined ? rest : { ...rest, anyOf: [{ $ref }, { type: 'null' }] };
}

/** Title and help. Help for outputs is shorter: it is read in a list of fields, not beside an input. */
function copyAnnotations(walk: SchemaWalk, copy: SchemaObject, schema: JsonObject): void {
  const title = own(schema, 'title');
  const description = own(schema, 'description');
  if (typeof title === 'string' && title !== '') copy.title = isCodeName(title) ? readable(title) : title.slice(0, 120);
  const text = help(typeof description === 'string' ? description : undefined, walk.direction === 'input' ? 240 : 120);
  const isOld = walk.direction === 'input' && own(schema, 'deprecated') === true;
  if (isOld) copy.description = `The API will take this away.${text === undefined ? '' : ` ${text}`}`;
  else if (text !== undefined) copy.description = text;
  for (const flag of ['deprecated', 'readOnly', 'writeOnly'] as const) {
    if (own(schema, flag) === true) copy[flag] = true;
  }
  walk.budget -= (copy.title?.length ?? 0) + (copy.description?.length ?? 0) + 20;
}
