import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { isObject, type JsonObject, own } from './json.ts';
import { asField, belongsElsewhere, type SchemaObject, type SchemaWalk } from './schemaWalk.ts';
import { asVariants } from './variants.ts';

/** What copying one schema needs to know: the walk, and how to copy the schemas inside it. */
type Context = {
  walk: SchemaWalk;
  copy: (schema: unknown) => JSONSchema;
  /** The same for a part that the schema is made of, which stands for itself and not for all its kinds. */
  copyPart: (schema: unknown) => JSONSchema;
  /** It stands inside another one, not by a name of its own. */
  isInside: boolean;
};

type TypeName = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

const TYPES = new Set<unknown>(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);
/** Lists of more schemas or choices than these are left out as a whole: half of one would say something else. */
const PARTS = 500;
const CHOICES = 5_000;
/** How long a default or an example may be, as JSON. */
const VALUE_SIZE = 600;

/**
 * Copies what a schema demands, in the words of JSON Schema 2020-12. The older dialects' words are translated, and what
 * no validator would take (an empty list of choices, a bound that is text, a pattern of another language) is left out.
 */
export function copyKeywords(copy: SchemaObject, schema: JsonObject, context: Context): void {
  copyTypeAndChoices(copy, schema, context.walk);
  copyBounds(copy, schema);
  copyTextRules(copy, schema, context.walk);
  copyListRules(copy, schema, context);
  copyObjectRules(copy, schema, context);
  copyCombinations(copy, schema, context);
  copyValues(copy, schema, context.walk);
}

function copyTypeAndChoices(copy: SchemaObject, schema: JsonObject, walk: SchemaWalk): void {
  const named = own(schema, 'type');
  const given: unknown[] = Array.isArray(named) ? named : [named];
  const types = new Set(given.map((type) => (type === 'file' ? 'string' : type)).filter(isType));
  const mayBeNull = own(schema, 'nullable') === true || own(schema, 'x-nullable') === true;
  if (mayBeNull && types.size > 0) types.add('null');
  const choices = choicesOf(schema, mayBeNull);
  if (choices !== undefined) {
    copy.enum = choices;
    walk.budget -= choices.reduce<number>((size, choice) => size + String(choice).length + 3, 0);
    // YAML reads unquoted `no` and `1` as something else than text; the choices are then the truth.
    if (!choices.some((choice) => [...types].some((type) => isOfType(choice, type)))) types.clear();
  }
  const [first, ...rest] = types;
  if (first !== undefined) copy.type = rest.length === 0 ? first : [first, ...rest];
  const constant = own(schema, 'const');
  if (constant !== undefined && sizeOf(constant, VALUE_SIZE) < VALUE_SIZE) copy.const = constant;
}

const isType = (type: unknown): type is TypeName => TYPES.has(type);

function choicesOf(schema: JsonObject, mayBeNull: boolean): unknown[] | undefined {
  const given = own(schema, 'enum');
  if (!Array.isArray(given) || given.length === 0 || given.length > CHOICES) return undefined;
  const choices = [...new Set<unknown>(given)];
  return mayBeNull && !choices.includes(null) ? [...choices, null] : choices;
}

function isOfType(value: unknown, type: TypeName): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function copyBounds(copy: SchemaObject, schema: JsonObject): void {
  for (const [bound, strict] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    const limit = numberIn(schema, bound);
    const strictLimit = own(schema, strict) === true ? limit : numberIn(schema, strict);
    if (strictLimit !== undefined) copy[strict] = strictLimit;
    if (limit !== undefined && own(schema, strict) !== true) copy[bound] = limit;
  }
  const step = numberIn(schema, 'multipleOf');
  if (step !== undefined && step > 0) copy.multipleOf = step;
}

function numberIn(schema: JsonObject, key: string): number | undefined {
  const value = own(schema, key);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function copyCounts(copy: SchemaObject, schema: JsonObject, keys: readonly CountKeyword[]): void {
  for (const key of keys) {
    const count = numberIn(schema, key);
    if (count !== undefined && Number.isInteger(count) && count >= 0) copy[key] = count;
  }
}

type CountKeyword =
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'
  | 'minContains'
  | 'maxContains'
  | 'minProperties'
  | 'maxProperties';

function copyTextRules(copy: SchemaObject, schema: JsonObject, walk: SchemaWalk): void {
  copyCounts(copy, schema, ['minLength', 'maxLength']);
  const pattern = patternIn(own(schema, 'pattern'));
  if (pattern !== undefined) copy.pattern = pattern;
  for (const key of ['format', 'contentEncoding', 'contentMediaType'] as const) {
    const value = own(schema, key);
    if (typeof value === 'string' && value.length < 80) Object.assign(copy, { [key]: value });
  }
  walk.budget -= (pattern?.length ?? 0) + 20;
}

/** A pattern that ECMAScript takes, without the slashes that some write around it. It is compiled here, never run. */
function patternIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '' || value.length > 1_000) return undefined;
  const pattern = value.startsWith('/^') && value.endsWith('$/') ? value.slice(1, -1) : value;
  try {
    return new RegExp(pattern, 'u').source === '' ? undefined : pattern;
  } catch {
    return undefined;
  }
}

function copyListRules(copy: SchemaObject, schema: JsonObject, { copy: copyInner }: Context): void {
  copyCounts(copy, schema, ['minItems', 'maxItems', 'minContains', 'maxContains']);
  if (own(schema, 'uniqueItems') === true) copy.uniqueItems = true;
  const items = own(schema, 'items');
  const prefix = Array.isArray(items) ? items : own(schema, 'prefixItems');
  if (Array.isArray(prefix) && prefix.length > 0 && prefix.length <= PARTS) copy.prefixItems = prefix.map(copyInner);
  if (isSchema(items)) copy.items = copyInner(items);
  for (const key of ['contains', 'unevaluatedItems'] as const) {
    const inner = own(schema, key);
    if (isSchema(inner)) copy[key] = copyInner(inner);
  }
}

const isSchema = (value: unknown): value is JsonObject | boolean => isObject(value) || typeof value === 'boolean';

function copyObjectRules(copy: SchemaObject, schema: JsonObject, context: Context): void {
  const { walk, copy: copyInner } = context;
  copyCounts(copy, schema, ['minProperties', 'maxProperties']);
  const properties = own(schema, 'properties');
  if (isObject(properties)) copy.properties = copyProperties(properties, context);
  const required = requiredIn(schema).filter((name) => {
    const property = isObject(properties) ? own(properties, name) : undefined;
    return !belongsElsewhere(walk, property);
  });
  if (required.length > 0) copy.required = required;
  for (const key of ['additionalProperties', 'propertyNames', 'unevaluatedProperties'] as const) {
    const inner = own(schema, key);
    if (isSchema(inner)) copy[key] = copyInner(inner);
  }
  const patterned = own(schema, 'patternProperties');
  if (isObject(patterned)) {
    const readable = Object.entries(patterned)
      .slice(0, PARTS)
      .filter(([pattern]) => patternIn(pattern) === pattern);
    copy.patternProperties = Object.fromEntries(readable.map(([pattern, inner]) => [pattern, copyInner(inner)]));
  }
  const dependent = own(schema, 'dependentRequired');
  if (isObject(dependent)) {
    const lists = Object.entries(dependent)
      .slice(0, PARTS)
      .map(([name, names]): [string, string[]] => [name, texts(names)]);
    copy.dependentRequired = Object.fromEntries(lists);
  }
}

function copyProperties(properties: JsonObject, { walk, copy }: Context): Record<string, JSONSchema> {
  const kept: [string, JSONSchema][] = [];
  for (const [name, property] of Object.entries(properties)) {
    if (walk.budget < 0) {
      walk.wasCut = true;
      break;
    }
    if (name === '__proto__' || belongsElsewhere(walk, property)) continue;
    walk.budget -= name.length * (walk.direction === 'input' ? 2 : 1) + 6;
    const schema = copy(property);
    kept.push([name, walk.direction === 'input' ? asField(schema, name, property) : schema]);
  }
  return Object.fromEntries(kept);
}

/** `required: true` on the field itself is an old habit that means nothing; a name said twice is said once. */
function requiredIn(schema: JsonObject): string[] {
  return [...new Set(texts(own(schema, 'required')))];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function copyCombinations(copy: SchemaObject, schema: JsonObject, context: Context): void {
  const { walk, copy: copyInner, copyPart } = context;
  const all = partsIn(schema, 'allOf');
  // One reference alone inside a field is there to have help beside it; otherwise each gives its fields to this schema.
  const isUse = context.isInside && all?.length === 1 && !isObject(own(schema, 'properties'));
  if (all !== undefined) copy.allOf = all.map(isUse ? copyInner : copyPart);
  for (const key of ['anyOf', 'oneOf'] as const) {
    const parts = partsIn(schema, key);
    if (parts === undefined) continue;
    const { branches, by } = asVariants(walk, parts.map(copyInner), { schema, parts });
    copy[key] = branches;
    if (by !== undefined) copy['x-patchbay-variants'] = { by };
  }
  for (const key of ['not', 'if', 'then', 'else'] as const) {
    const inner = own(schema, key);
    if (isSchema(inner)) copy[key] = copyInner(inner);
  }
  const dependent = own(schema, 'dependentSchemas');
  if (isObject(dependent)) {
    copy.dependentSchemas = Object.fromEntries(
      Object.entries(dependent)
        .slice(0, PARTS)
        .map(([name, inner]) => [name, copyInner(inner)]),
    );
  }
}

function partsIn(schema: JsonObject, key: string): (JsonObject | boolean)[] | undefined {
  const parts = own(schema, key);
  return Array.isArray(parts) && parts.length <= PARTS && parts.some(isSchema) ? parts.filter(isSchema) : undefined;
}

/** A default and one example, where they are small and of the right type: many a description's are neither. */
function copyValues(copy: SchemaObject, schema: JsonObject, walk: SchemaWalk): void {
  const fallback = own(schema, 'default');
  if (fallback !== undefined && isUsable(fallback, copy)) {
    copy.default = fallback;
    walk.budget -= sizeOf(fallback, VALUE_SIZE) + 12;
  }
  const many = own(schema, 'examples');
  const example = own(schema, 'example') ?? (Array.isArray(many) ? many[0] : undefined);
  if (example !== undefined && example !== null && isUsable(example, copy)) {
    copy.examples = [example];
    walk.budget -= sizeOf(example, VALUE_SIZE) + 14;
  }
}

function isUsable(value: unknown, { type, enum: choices }: SchemaObject): boolean {
  const types: unknown[] = Array.isArray(type) ? type : [type];
  if (type !== undefined && !types.some((name) => isType(name) && isOfType(value, name))) return false;
  if (Array.isArray(choices) && !choices.includes(value)) return false;
  return sizeOf(value, VALUE_SIZE) < VALUE_SIZE;
}

/** How long a value is as JSON, counted up to a limit: what it takes to know is bounded too. */
export function sizeOf(value: unknown, limit: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 5;
  let size = 2;
  for (const [key, inner] of Object.entries(value)) {
    size += key.length + 3 + (size < limit ? sizeOf(inner, limit - size) : 0);
    if (size >= limit) return limit;
  }
  return size;
}
