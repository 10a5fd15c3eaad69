import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { accepts } from './accepts.ts';
import { flattenSchema } from './flattenSchema.ts';
import { isObject, type Json, setOwn } from './json.ts';
import type { SchemaObject } from './localRef.ts';
import { typesOf } from './localRef.ts';
import { patternText } from './patternText.ts';
import { numberFor, ofLength, textCandidates } from './sampleText.ts';

export type SampleOptions = {
  /** `all` shows what an answer looks like; `required` is the smallest value that fits. Default `all`. */
  fields?: 'all' | 'required';
};

/** How many values one sample may hold before optional fields are left out, and how deep it goes at most. */
const NODES = 1_500;
const OPTIONAL_DEPTH = 6;
const DEPTH = 24;
const ALTERNATIVES = 12;

type Sampling = { root: JSONSchema; fields: 'all' | 'required'; nodes: number };

/** Where in the sample we are: the field's name, how deep, and the references opened on the way. */
type Place = { name: string; depth: number; opened: readonly string[] };

/**
 * A value that fits a schema and reads like real data: the schema's own examples, default and choices first, then
 * what a field of that name usually holds. The same schema always gives the same sample.
 */
export function sampleFromSchema(schema: JSONSchema, options: SampleOptions = {}): Json {
  const sampling = { root: schema, fields: options.fields ?? 'all', nodes: NODES };
  return sample(schema, { name: '', depth: 0, opened: [] }, sampling);
}

function sample(schema: JSONSchema, place: Place, sampling: Sampling): Json {
  if (typeof schema === 'boolean') return textCandidates(place.name, undefined)[0] ?? 'text';
  sampling.nodes -= 1;
  if (place.depth > DEPTH) return null;
  let first: Json | undefined;
  let alternatives = 1;
  for (let alternative = 0; alternative < alternatives; alternative += 1) {
    const flat = flattenSchema(schema, sampling.root, alternative);
    alternatives = Math.min(flat.alternatives, ALTERNATIVES, 1 + Math.max(sampling.nodes, 0));
    const inside = { ...place, opened: [...place.opened, ...flat.references] };
    for (const value of candidates(flat.schema, inside, sampling)) {
      if (accepts(schema, value, sampling.root)) return value;
      first ??= value;
    }
  }
  return first ?? null;
}

function* candidates(schema: SchemaObject, place: Place, sampling: Sampling): Generator<Json> {
  const given = givenValues(schema);
  const wholesale = sampling.fields === 'required' && mayBe(schema, 'object');
  if (!wholesale) yield* given;
  yield build(schema, place, sampling);
  if (wholesale) yield* given;
}

/** The values the schema itself offers. */
function givenValues(schema: SchemaObject): Json[] {
  const examples: unknown = schema.examples;
  const example: unknown = (schema as { example?: unknown }).example;
  return [
    ...(schema.const === undefined ? [] : [schema.const]),
    ...(Array.isArray(examples) ? examples : []),
    ...(example === undefined ? [] : [example]),
    ...(schema.default === undefined ? [] : [schema.default]),
    ...(schema.enum ?? []),
  ] as Json[];
}

/** A schema without `type` is of the type its keywords speak of. */
function mayBe(schema: SchemaObject, type: 'object' | 'array'): boolean {
  const types = typesOf(schema);
  if (types.length > 0) return types.find((name) => name !== 'null') === type;
  return type === 'object'
    ? schema.properties !== undefined || schema.required !== undefined || isObject(schema.additionalProperties)
    : schema.items !== undefined || schema.prefixItems !== undefined;
}

function build(schema: SchemaObject, place: Place, sampling: Sampling): Json {
  if (mayBe(schema, 'object')) return buildObject(schema, place, sampling);
  if (mayBe(schema, 'array')) return buildList(schema, place, sampling);
  switch (typesOf(schema).find((type) => type !== 'null') ?? typesOf(schema)[0]) {
    case 'null':
      return null;
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return buildNumber(schema, place.name);
    case undefined:
      return schema.minimum !== undefined || schema.maximum !== undefined
        ? buildNumber(schema, place.name)
        : buildText(schema, place.name);
    default:
      return buildText(schema, place.name);
  }
}

function buildText(schema: SchemaObject, name: string): string {
  const bounds = { min: schema.minLength ?? 0, max: schema.maxLength ?? Number.POSITIVE_INFINITY };
  const { pattern } = schema;
  const texts = textCandidates(name, typeof schema.format === 'string' ? schema.format : undefined);
  const made = pattern === undefined ? [] : patternText(pattern, bounds);
  const tried = [...texts, ...made, ...texts.map((text) => ofLength(text, bounds))];
  return tried.find((text) => accepts({ ...schema, type: 'string' }, text, true)) ?? made[0] ?? tried.at(-1) ?? 'text';
}

function buildNumber(schema: SchemaObject, name: string): number {
  const whole = typesOf(schema).includes('integer') && !typesOf(schema).includes('number');
  const step = schema.multipleOf !== undefined && schema.multipleOf > 0 ? schema.multipleOf : whole ? 1 : 0;
  const low = schema.minimum ?? schema.exclusiveMinimum;
  const high = schema.maximum ?? schema.exclusiveMaximum;
  const wanted = numberFor(name);
  const onStep = (value: number, round: (value: number) => number) => (step === 0 ? value : round(value / step) * step);
  const middle = low !== undefined && high !== undefined ? [(low + high) / 2] : [];
  const tried = [
    onStep(wanted, Math.round),
    ...(low === undefined ? [] : [onStep(low, Math.ceil), onStep(low, Math.floor) + (step || 1)]),
    ...(high === undefined ? [] : [onStep(high, Math.floor), onStep(high, Math.ceil) - (step || 1)]),
    ...middle,
    0,
  ];
  const plain: SchemaObject = { ...schema, type: whole ? 'integer' : 'number' };
  return tried.find((value) => accepts(plain, value, true)) ?? tried[0] ?? 0;
}

function buildList(schema: SchemaObject, place: Place, sampling: Sampling): Json[] {
  const first = schema.prefixItems ?? [];
  const wanted = sampling.fields === 'all' && mayGrow(place, sampling) ? 1 : 0;
  const least = Math.max(schema.minItems ?? 0, schema.contains === undefined ? 0 : 1);
  const length = Math.min(Math.max(least, first.length > 0 ? first.length : wanted), schema.maxItems ?? 1_000, 1_000);
  const list: Json[] = [];
  for (let at = 0; at < length; at += 1) {
    const item = first[at] ?? (at === first.length ? (schema.contains ?? schema.items) : schema.items) ?? true;
    if (at >= least && opens(item, place)) break;
    const value = sample(item, { ...place, depth: place.depth + 1 }, sampling);
    list.push(schema.uniqueItems === true ? distinct(value, { item, at, list }, sampling) : value);
  }
  return list;
}

/** Another value for a list that may not repeat itself: the next choice, or the same with a number added. */
function distinct(value: Json, where: { item: JSONSchema; at: number; list: Json[] }, sampling: Sampling): Json {
  if (where.at === 0 || typeof where.item === 'boolean') return where.at === 0 ? value : `${String(value)}${where.at}`;
  const { schema } = flattenSchema(where.item, sampling.root);
  const others: Json[] = [
    ...givenValues(schema),
    ...(typeof value === 'string' ? [`${value}${where.at}`, `${value.slice(0, -1)}${where.at}`] : []),
    ...(typeof value === 'number' ? [value + where.at * (schema.multipleOf ?? 1), value - where.at] : []),
    ...(typeof value === 'boolean' ? [!value] : []),
  ];
  const fresh = others.filter((other) => !where.list.some((used) => JSON.stringify(used) === JSON.stringify(other)));
  return fresh.find((other) => accepts(where.item, other, sampling.root)) ?? value;
}

function mayGrow(place: Place, sampling: Sampling): boolean {
  return place.depth < OPTIONAL_DEPTH && sampling.nodes > 0;
}

/** Whether a schema leads back to one that is being sampled right now. */
function opens(schema: JSONSchema, place: Place): boolean {
  return typeof schema === 'object' && schema.$ref !== undefined && place.opened.includes(schema.$ref);
}

function buildObject(schema: SchemaObject, place: Place, sampling: Sampling): Json {
  const object: Record<string, Json> = {};
  const { properties = {}, required = [], additionalProperties } = schema;
  const inside = (name: string) => ({ ...place, name, depth: place.depth + 1 });
  const others = additionalProperties === false ? undefined : (additionalProperties ?? true);
  const most = schema.maxProperties ?? Number.POSITIVE_INFINITY;
  const least = schema.minProperties ?? 0;
  const needed = new Set(required);
  let room = most - needed.size;
  let short = least - needed.size;
  for (const [name, field] of Object.entries(properties)) {
    const isOptional = !needed.delete(name);
    const isShown = sampling.fields === 'all' && mayGrow(place, sampling) && !opens(field, place);
    if (isOptional && (field === false || room <= 0 || !(isShown || short > 0))) continue;
    if (isOptional) {
      room -= 1;
      short -= 1;
    }
    setOwn(object, name, sample(field, inside(name), sampling));
  }
  for (const name of needed) {
    setOwn(object, name, sample(matchingPattern(schema, name) ?? others ?? true, inside(name), sampling));
  }
  const isMap = Object.keys(properties).length === 0 && isObject(additionalProperties) && sampling.fields === 'all';
  const extra = Math.max(least, isMap && mayGrow(place, sampling) ? 1 : 0);
  if (others === undefined) return object;
  for (let at = 1; Object.keys(object).length < Math.min(extra, most, 100); at += 1) {
    setOwn(object, `key${at}`, sample(others, inside(`key${at}`), sampling));
  }
  return object;
}

function matchingPattern(schema: SchemaObject, name: string): JSONSchema | undefined {
  const found = Object.entries(schema.patternProperties ?? {}).find(([pattern]) =>
    accepts({ type: 'string', pattern }, name, true),
  );
  return found?.[1];
}
