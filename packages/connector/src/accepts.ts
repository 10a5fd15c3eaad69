import { patternCompiler } from '#regex';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { isObject } from './json.ts';
import { isSame } from './isSame.ts';
import { resolveLocal, type SchemaObject, typesOf } from './localRef.ts';
import type { Finder } from './regex/re2.ts';

/** Steps and depth after which a check gives up and says yes: a hostile schema can ask for exponential work. */
const STEPS = 20_000;
const DEPTH = 200;

type Check = { root: JSONSchema; steps: number; depth: number };

/**
 * Whether a value fits a schema, without compiling code. Knows the keywords that API descriptions use; a keyword it does
 * not know, a pattern it cannot read and a schema too large to walk all count as fitting, so `false` is certain and
 * `true` is likely. `root` is where the schema's references point into.
 */
export function accepts(schema: JSONSchema, value: unknown, root: JSONSchema = schema): boolean {
  return fits(schema, value, { root, steps: STEPS, depth: 0 });
}

function fits(schema: JSONSchema, value: unknown, check: Check): boolean {
  if (typeof schema === 'boolean') return schema;
  if (check.depth >= DEPTH) check.steps = 0;
  check.steps -= 1;
  if (isSpent(check)) return true;
  check.depth += 1;
  const answer =
    fitsType(schema, value) &&
    fitsChoice(schema, value) &&
    fitsKind(schema, value, check) &&
    fitsCombination(schema, value, check);
  check.depth -= 1;
  return answer || isSpent(check);
}

/** Past the budget nothing is certain any more, so every answer becomes yes: also of a `oneOf` or a `not` around it. */
const isSpent = (check: Check) => check.steps < 0;

function fitsKind(schema: SchemaObject, value: unknown, check: Check): boolean {
  if (typeof value === 'number') return fitsNumber(schema, value);
  if (typeof value === 'string') return fitsText(schema, value);
  if (Array.isArray(value)) return fitsList(schema, value, check);
  return !isObject(value) || fitsObject(schema, value, check);
}

function fitsType(schema: SchemaObject, value: unknown): boolean {
  const types = typesOf(schema);
  return types.length === 0 || types.some((type) => isOfType(value, type));
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function fitsChoice(schema: SchemaObject, value: unknown): boolean {
  if (schema.const !== undefined && !isSame(schema.const, value)) return false;
  return !Array.isArray(schema.enum) || schema.enum.some((choice: unknown) => isSame(choice, value));
}

function fitsNumber(schema: SchemaObject, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && value < minimum) return false;
  if (maximum !== undefined && value > maximum) return false;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return false;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return false;
  return multipleOf === undefined || multipleOf <= 0 || Number.isInteger(value / multipleOf);
}

function fitsText(schema: SchemaObject, value: string): boolean {
  const { minLength, maxLength, pattern, format } = schema;
  const length = minLength === undefined && maxLength === undefined ? 0 : [...value].length;
  if (length < (minLength ?? 0) || length > (maxLength ?? Number.POSITIVE_INFINITY)) return false;
  if (pattern !== undefined && matches(pattern, value) === false) return false;
  const known = typeof format === 'string' ? FORMATS[format] : undefined;
  return known === undefined || known.test(value);
}

/** None of these can backtrack: each is a fixed row of classes. */
const FORMATS: Readonly<Record<string, RegExp | undefined>> = {
  date: /^\d{4}-[01]\d-[0-3]\d$/,
  'date-time': /^\d{4}-[01]\d-[0-3]\d[Tt ][0-2]\d:[0-5]\d:[0-6]\d(\.\d+)?([Zz]|[+-][0-2]\d:?[0-5]\d)$/,
  time: /^[0-2]\d:[0-5]\d:[0-6]\d(\.\d+)?([Zz]|[+-][0-2]\d:?[0-5]\d)$/,
  email: /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/,
  uri: /^[A-Za-z][A-Za-z0-9+.-]*:[^\s"<>\\^`{|}]+$/,
  url: /^https?:\/\/[^\s"<>\\^`{|}]+$/,
  uuid: /^(urn:uuid:)?[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$/,
  ipv4: /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/,
};

const patterns = new Map<string, Finder | undefined>();

/**
 * Whether a text has a match of a pattern from a description; undefined where the pattern cannot be read, or in a
 * browser before `loadPatterns` is done. Linear time: a description is written by a stranger, and its pattern must not
 * be able to hang us.
 */
export function matches(pattern: string, text: string): boolean | undefined {
  const compile = patternCompiler();
  if (compile === undefined) return undefined;
  if (!patterns.has(pattern)) {
    if (patterns.size > 500) patterns.clear();
    patterns.set(pattern, compiled(pattern, compile));
  }
  return patterns.get(pattern)?.(text);
}

function compiled(pattern: string, compile: (source: string) => Finder): Finder | undefined {
  if (pattern.length > 1_000) return undefined;
  try {
    return compile(pattern);
  } catch {
    return undefined;
  }
}

function fitsList(schema: SchemaObject, list: readonly unknown[], check: Check): boolean {
  const { minItems, maxItems, items, prefixItems, uniqueItems, contains } = schema;
  if (list.length < (minItems ?? 0) || list.length > (maxItems ?? Number.POSITIVE_INFINITY)) return false;
  if (uniqueItems === true && list.some((item, at) => list.slice(0, at).some((other) => isSame(item, other)))) {
    return false;
  }
  const first = prefixItems ?? [];
  if (!list.every((item, at) => fits(first[at] ?? (at < first.length ? true : (items ?? true)), item, check))) {
    return false;
  }
  return contains === undefined || list.some((item) => fits(contains, item, check));
}

function fitsObject(schema: SchemaObject, object: Record<string, unknown>, check: Check): boolean {
  const keys = Object.keys(object);
  const { required, minProperties, maxProperties, propertyNames, dependentRequired } = schema;
  if (required?.some((key) => !Object.hasOwn(object, key))) return false;
  if (keys.length < (minProperties ?? 0) || keys.length > (maxProperties ?? Number.POSITIVE_INFINITY)) return false;
  if (propertyNames !== undefined && !keys.every((key) => fits(propertyNames, key, check))) return false;
  for (const [key, needed] of Object.entries(dependentRequired ?? {})) {
    if (Object.hasOwn(object, key) && needed.some((other) => !Object.hasOwn(object, other))) return false;
  }
  return keys.every((key) => fitsField(schema, { key, value: object[key] }, check));
}

function fitsField(schema: SchemaObject, field: { key: string; value: unknown }, check: Check): boolean {
  const { properties = {}, patternProperties = {}, additionalProperties } = schema;
  const declared = Object.hasOwn(properties, field.key) ? properties[field.key] : undefined;
  const patterned = Object.entries(patternProperties).filter(([pattern]) => matches(pattern, field.key) !== false);
  if (declared !== undefined && !fits(declared, field.value, check)) return false;
  if (!patterned.every(([, schema]) => fits(schema, field.value, check))) return false;
  if (declared !== undefined || patterned.length > 0 || additionalProperties === undefined) return true;
  return fits(additionalProperties, field.value, check);
}

function fitsCombination(schema: SchemaObject, value: unknown, check: Check): boolean {
  const { $ref, allOf, anyOf, oneOf, not } = schema;
  if ($ref !== undefined) {
    const target = resolveLocal(check.root, $ref);
    if (target !== undefined && !fits(target, value, check)) return false;
  }
  if (allOf?.some((part) => !fits(part, value, check))) return false;
  if (anyOf !== undefined && !anyOf.some((part) => fits(part, value, check))) return false;
  if (oneOf !== undefined && oneOf.filter((part) => fits(part, value, check)).length !== 1) return false;
  if (not !== undefined && fits(not, value, check)) return false;
  const { if: condition, then: yes, else: no } = schema;
  if (condition === undefined) return true;
  return fits((fits(condition, value, check) ? yes : no) ?? true, value, check);
}
