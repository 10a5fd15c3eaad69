import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { type ApiDocument, type Family, follow } from './apiDocument.ts';
import { isObject, type JsonObject, listIn, objectIn, own, textIn } from './json.ts';
import type { SchemaObject, SchemaWalk } from './schemaWalk.ts';
import { isCodeName, readable } from './words.ts';

/** More kinds of one thing than a person would choose from. */
const HEIRS = 100;

/** The field that tells the kinds of something apart, and which value stands for which reference. */
type Discriminator = { by: string; wordFor(reference: string): string };

/**
 * The branches of a `oneOf` or `anyOf` as kinds a person can pick: each with words for it and, where the description names
 * a field that tells them apart, with that field's value. `parts` are the branches as the description has them.
 */
export function asVariants(
  walk: SchemaWalk,
  copies: readonly JSONSchema[],
  { schema, parts }: { schema: JsonObject; parts: readonly unknown[] },
): { branches: JSONSchema[]; by?: string } {
  const isUnion = parts.filter((part) => !isNothing(part)).length > 1;
  if (walk.direction === 'output' || !isUnion) return { branches: [...copies] };
  const discriminator = discriminatorOf(walk.document, schema);
  const branches = copies.map((copy, at) => {
    const part = parts[at];
    return isObject(part) && typeof copy === 'object' ? variant(walk, copy, { part, discriminator }) : copy;
  });
  return { branches, ...(discriminator === undefined ? {} : { by: discriminator.by }) };
}

type Branch = { part: JsonObject; discriminator: Discriminator | undefined };

function variant(walk: SchemaWalk, copy: SchemaObject, { part, discriminator }: Branch): SchemaObject {
  const reference = textIn(part, '$ref');
  const title = titleOf(walk.document, part, reference);
  walk.budget -= title === undefined ? 0 : title.length + 12;
  const titled: SchemaObject = title === undefined || copy.title !== undefined ? copy : { ...copy, title };
  if (discriminator === undefined || reference === undefined) return titled;
  return withKind(walk, titled, { discriminator, reference });
}

/** Says in the branch which value its telling field has, unless what it refers to says so itself or denies it. */
function withKind(
  walk: SchemaWalk,
  copy: SchemaObject,
  { discriminator, reference }: { discriminator: Discriminator; reference: string },
): SchemaObject {
  const { by, wordFor } = discriminator;
  const value = wordFor(reference);
  const declared = choicesAt(walk.document, { $ref: reference }, by);
  if (declared !== undefined && (declared.length === 1 || !declared.includes(value))) return copy;
  walk.budget -= value.length + by.length * 2 + 60;
  const known = copy.properties?.[by];
  return {
    ...copy,
    properties: { ...copy.properties, [by]: { ...(typeof known === 'object' ? known : {}), const: value } },
    required: [...new Set([...(copy.required ?? []), by])],
  };
}

/** Parts of a schema that are looked through for one field: enough for what people write, little for what is meant to hurt. */
const LOOKED_AT = 24;

/** The values that a field of a schema may have, where the schema, or what it is made of, says. */
function choicesAt(document: ApiDocument, schema: unknown, name: string): unknown[] | undefined {
  const seen = new Set<unknown>();
  const waiting: unknown[] = [schema];
  while (waiting.length > 0 && seen.size < LOOKED_AT) {
    const target = follow(document, waiting.shift());
    if (target === undefined || seen.has(target)) continue;
    seen.add(target);
    const property = follow(document, own(objectIn(target, 'properties'), name));
    const constant = property && own(property, 'const');
    if (constant !== undefined) return [constant];
    const choices = property && own(property, 'enum');
    if (Array.isArray(choices)) return choices;
    waiting.push(...listIn(target, 'allOf').slice(0, LOOKED_AT));
  }
  return undefined;
}

function titleOf(document: ApiDocument, part: JsonObject, reference: string | undefined): string | undefined {
  const target = follow(document, part);
  const given = textIn(part, 'title') ?? (target && textIn(target, 'title'));
  if (given !== undefined) return isCodeName(given) ? readable(given) : given.slice(0, 120);
  if (reference !== undefined) return readable(lastWord(reference));
  const type = own(part, 'type');
  return typeof type === 'string' ? TYPE_WORDS[type] : undefined;
}

const TYPE_WORDS: Readonly<Record<string, string | undefined>> = {
  string: 'Text',
  number: 'Number',
  integer: 'Number',
  boolean: 'Yes or no',
  array: 'List',
  object: 'Fields',
};

const lastWord = (reference: string) => reference.split('/').at(-1) ?? reference;

const isNothing = (part: unknown) => isObject(part) && own(part, 'type') === 'null';

/** 3.x names the field and may say which value stands for what; Swagger 2.0 names the field only. */
function discriminatorOf(document: ApiDocument, schema: JsonObject): Discriminator | undefined {
  const given = own(schema, 'discriminator');
  const by = typeof given === 'string' ? given : isObject(given) ? textIn(given, 'propertyName') : undefined;
  if (by === undefined || by === '' || by === '__proto__') return undefined;
  const values = new Map<string, string>();
  for (const [value, target] of Object.entries(isObject(given) ? objectIn(given, 'mapping') : {})) {
    if (typeof target !== 'string') continue;
    values.set(target.includes('/') ? target : `#/components/schemas/${target}`, value);
  }
  const wordFor = (reference: string) => {
    const target = follow(document, { $ref: reference }) ?? {};
    const told = textIn(target, 'x-discriminator-value') ?? textIn(target, 'x-ms-discriminator-value');
    return values.get(reference) ?? told ?? lastWord(reference);
  };
  return { by, wordFor };
}

/**
 * The kinds of a schema that says it comes in kinds without listing them: those made of it by `allOf`. Undefined for any
 * other schema.
 */
export function familyOf(document: ApiDocument, reference: string): Family | undefined {
  const known = document.families.get(reference);
  if (known !== undefined) return known ?? undefined;
  const found = findFamily(document, reference);
  document.families.set(reference, found ?? null);
  return found;
}

function findFamily(document: ApiDocument, reference: string): Family | undefined {
  const target = follow(document, { $ref: reference });
  if (target === undefined || own(target, 'oneOf') !== undefined || own(target, 'anyOf') !== undefined)
    return undefined;
  const discriminator = discriminatorOf(document, target);
  if (discriminator === undefined) return undefined;
  document.heirs ??= heirsIn(document);
  const { heirs } = document;
  const found = new Set<string>();
  const waiting = [...(heirs.get(reference) ?? [])];
  for (let heir = waiting.shift(); heir !== undefined && found.size < HEIRS; heir = waiting.shift()) {
    if (found.has(heir) || heir === reference) continue;
    found.add(heir);
    waiting.push(...(heirs.get(heir) ?? []));
  }
  if (found.size === 0) return undefined;
  return {
    by: discriminator.by,
    heirs: [...found].map((heir) => ({ reference: heir, value: discriminator.wordFor(heir) })),
  };
}

function heirsIn(document: ApiDocument): Map<string, string[]> {
  const isOld = document.dialect === '2';
  const place = isOld ? '#/definitions' : '#/components/schemas';
  const schemas = isOld
    ? objectIn(document.root, 'definitions')
    : objectIn(objectIn(document.root, 'components'), 'schemas');
  const heirs = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(schemas)) {
    for (const part of isObject(schema) ? listIn(schema, 'allOf').slice(0, 50) : []) {
      const parent = isObject(part) ? textIn(part, '$ref') : undefined;
      if (parent === undefined) continue;
      const own = `${place}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      heirs.set(parent, [...(heirs.get(parent) ?? []), own]);
    }
  }
  return heirs;
}

/** The schema of a family: any of its kinds, or what they have in common. `refer` gives a local reference. */
export function familySchema(
  walk: SchemaWalk,
  base: string,
  refer: (reference: string) => string | undefined,
): SchemaObject | undefined {
  const family = familyOf(walk.document, base);
  if (family === undefined) return undefined;
  const discriminator = { by: family.by, wordFor: (reference: string) => valueIn(family.heirs, reference) };
  const branches = family.heirs.flatMap(({ reference }): SchemaObject[] => {
    const local = refer(reference);
    const part = { $ref: reference };
    return local === undefined || walk.budget < 0 ? [] : [variant(walk, { $ref: local }, { part, discriminator })];
  });
  const plain = refer(base);
  if (plain !== undefined) branches.push({ title: 'Another kind', $ref: plain });
  return { anyOf: branches, 'x-patchbay-variants': { by: family.by } };
}

function valueIn(heirs: readonly { reference: string; value: string }[], reference: string): string {
  return heirs.find((heir) => heir.reference === reference)?.value ?? lastWord(reference);
}
