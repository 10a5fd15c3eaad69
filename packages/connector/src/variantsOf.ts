import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { flattenSchema, mergeSchemas } from './flattenSchema.ts';
import { hintsOf } from './hints.ts';
import type { Json } from './json.ts';
import { resolveLocal, type SchemaObject, typesOf } from './localRef.ts';

/** One of several kinds that a value may be. */
export type Variant = {
  /** Words for it. */
  title: string;
  /** All of the value's schema where it is of this kind. */
  schema: SchemaObject;
  /** What the field that tells the kinds apart then holds. */
  value?: Json;
};

/** The kinds that a value may be, and the field that tells them apart where there is one. */
export type Variants = { variants: readonly Variant[]; by?: string };

/** How many parts one schema may be made of, and how many kinds are offered. */
const PARTS = 60;
const KINDS = 200;

/**
 * The kinds a person picks from before filling in a value: those of its first `oneOf` or `anyOf` of which at least one is
 * made of fields or items. Undefined where there is nothing to pick: one kind, "or nothing", or plain values side by side.
 */
export function variantsOf(schema: SchemaObject, root: JSONSchema): Variants | undefined {
  const { rest, groups } = splitGroups(schema, root);
  const group = groups.find((branches) => isPicked(branches, root));
  if (group === undefined) return undefined;
  const others = groups.filter((other) => other !== group).map((anyOf): JSONSchema => ({ anyOf: [...anyOf] }));
  const common: SchemaObject = others.length === 0 ? rest : { ...rest, allOf: others };
  const branches = group.slice(0, KINDS).map((branch, at) => ({ ...flattenSchema(branch, root), branch, at }));
  const by = telling(
    rest,
    branches.map(({ schema }) => schema),
    root,
  );
  return {
    variants: branches.map(({ schema: flat, branch, at }) => {
      const value = by === undefined ? undefined : onlyValue(flat, by, root);
      return {
        title: titleOf(flat, at),
        schema: { ...common, allOf: [...(common.allOf ?? []), branch] },
        ...(value === undefined ? {} : { value }),
      };
    }),
    ...(by === undefined ? {} : { by }),
  };
}

/** What all parts of a schema say together but for its alternatives, and those, each a list of schemas but `null`. */
function splitGroups(schema: SchemaObject, root: JSONSchema): { rest: SchemaObject; groups: SchemaObject[][] } {
  const opened = new Set<string>();
  const waiting: JSONSchema[] = [schema];
  const groups: SchemaObject[][] = [];
  let rest: SchemaObject = {};
  for (let parts = 0; parts < PARTS; parts += 1) {
    const part = waiting.shift();
    if (part === undefined) break;
    if (typeof part === 'boolean') continue;
    const { $ref, allOf, anyOf, oneOf, ...said } = part;
    rest = mergeSchemas(rest, said);
    if ($ref !== undefined && !opened.has($ref)) {
      opened.add($ref);
      waiting.push(resolveLocal(root, $ref) ?? true);
    }
    waiting.push(...(allOf ?? []));
    for (const group of [oneOf, anyOf]) {
      const branches = (group ?? []).filter((branch) => typeof branch === 'object');
      if (branches.length > 0)
        groups.push(
          branches.filter(
            (branch) => !typesOf(branch).every((type) => type === 'null') || typesOf(branch).length === 0,
          ),
        );
    }
  }
  return { rest, groups };
}

/** Two or more kinds, at least one of which has an inside. Branches that only name required fields are no kinds. */
function isPicked(branches: readonly SchemaObject[], root: JSONSchema): boolean {
  if (branches.length < 2) return false;
  const flat = branches.map((branch) => flattenSchema(branch, root));
  if (flat.some(({ schema }) => Object.keys(schema).every((key) => key === 'required' || key === 'title')))
    return false;
  return flat.some(({ schema, alternatives }) => alternatives > 1 || hasInside(schema));
}

function hasInside(schema: SchemaObject): boolean {
  const types = typesOf(schema);
  return (
    types.includes('object') || types.includes('array') || schema.properties !== undefined || schema.items !== undefined
  );
}

function titleOf(schema: SchemaObject, at: number): string {
  const { title, required, properties } = schema;
  if (title !== undefined && title !== '') return title;
  const names = (required ?? Object.keys(properties ?? {})).slice(0, 2);
  if (names.length > 0) return `With ${names.join(' and ')}`;
  const type = typesOf(schema).find((one) => one !== 'null');
  return (type === undefined ? undefined : WORDS[type]) ?? `Kind ${at + 1}`;
}

const WORDS: Readonly<Record<string, string | undefined>> = {
  string: 'Text',
  number: 'Number',
  integer: 'Number',
  boolean: 'Yes or no',
  array: 'List',
  object: 'Fields',
};

/** The field that has another single value in each kind that has it: as the schema says, or as it turns out. */
function telling(rest: SchemaObject, kinds: readonly SchemaObject[], root: JSONSchema): string | undefined {
  const said = hintsOf(rest)['x-patchbay-variants']?.by;
  const names = said === undefined ? Object.keys(kinds[0]?.properties ?? {}) : [said];
  return names.find((name) => {
    const values = kinds.map((kind) => onlyValue(kind, name, root)).filter((value) => value !== undefined);
    const isEnough = said === undefined ? values.length === kinds.length : values.length > 0;
    return isEnough && new Set(values.map((value) => JSON.stringify(value))).size === values.length;
  });
}

function onlyValue(kind: SchemaObject, name: string, root: JSONSchema): Json | undefined {
  const field =
    kind.properties !== undefined && Object.hasOwn(kind.properties, name) ? kind.properties[name] : undefined;
  if (typeof field !== 'object') return undefined;
  const { schema } = flattenSchema(field, root);
  const choices: readonly unknown[] = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  return choices.length === 1 ? (choices[0] as Json) : undefined;
}
