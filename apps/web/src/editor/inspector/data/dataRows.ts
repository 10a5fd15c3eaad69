import { type FlatSchema, flattenSchema, hintsOf, isFileRef, orderedFields } from '@patchbay/connector';
import type { PathSegment } from '@patchbay/expression';
import { t } from '../../../texts/t.ts';
import { foldedText } from '../../../ui/foldedText.ts';
import { humanise } from './humanise.ts';
import type { JSONSchema } from './jsonSchema.ts';
import { sampleText } from './sampleText.ts';

export type ValueKind = 'text' | 'number' | 'date' | 'email' | 'link' | 'boolean' | 'list' | 'object' | 'file' | 'any';

/** One value a field can be plugged into. `depth` counts from 0 for the step's own fields. */
export type DataRow = {
  path: readonly PathSegment[];
  label: string;
  /** The labels on the way to it, itself last: "Body › Customer › Name". */
  trail: readonly string[];
  depth: number;
  kind: ValueKind;
  sample: unknown;
};

const DEPTH = 5;
const MOST = 400;

/**
 * What a step offers, as a tree in reading order: what its schema knows and what its sample holds beside that. Of a list
 * there is the whole of it and the fields of its first item.
 */
export function dataRows(schema: JSONSchema, sample: unknown): DataRow[] {
  const rows: DataRow[] = [];
  walk({ schema, root: schema, sample, path: [], trail: [] }, rows);
  return rows;
}

type Place = {
  schema: JSONSchema;
  root: JSONSchema;
  sample: unknown;
  path: readonly PathSegment[];
  trail: readonly string[];
};

function walk(place: Place, rows: DataRow[]): void {
  if (place.path.length >= DEPTH) return;
  for (const child of childrenOf(place)) {
    if (rows.length >= MOST) return;
    const { schema } = flat(child.schema, child.root);
    rows.push({
      path: child.path,
      label: child.trail.at(-1) ?? '',
      trail: child.trail,
      depth: child.path.length - 1,
      kind: kindOf(schema, child.sample),
      sample: child.sample,
    });
    walk(child, rows);
  }
}

function childrenOf(place: Place): Place[] {
  const { schema } = flat(place.schema, place.root);
  const { sample, root, path, trail } = place;
  const isList = Array.isArray(sample) || (sample === undefined && [schema.type].flat().includes('array'));
  if (isList) {
    const first = Array.isArray(sample) ? sample[0] : undefined;
    const items = schema.items ?? true;
    const isBare = typeof first !== 'object' && flat(items, root).schema.properties === undefined;
    if (Array.isArray(sample) && sample.length === 0 && isBare) return [];
    return [{ schema: items, root, sample: first, path: [...path, 0], trail: [...trail, t('First item')] }];
  }
  const isFile = isFileRef(sample) || isFileSchema(schema);
  // The reference of a file says nothing to anybody; the file as a whole is what is plugged in.
  const names = [...new Set([...orderedFields(schema), ...keysOf(sample)])].filter(
    (name) => !isFile || name !== 'file',
  );
  return names.map((name) => {
    const inner =
      schema.properties?.[name] ??
      (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : true);
    return {
      schema: inner,
      root,
      sample: valueAt(sample, [name]),
      path: [...path, name],
      trail: [...trail, titleOf(inner, root) ?? humanise(name)],
    };
  });
}

/** The names of the fields on the way to a value, for a pill. */
export function trailOf(schema: JSONSchema, path: readonly PathSegment[]): string[] {
  const trail: string[] = [];
  let at: JSONSchema = schema;
  for (const segment of path) {
    const { schema: here } = flat(at, schema);
    const inner: JSONSchema = typeof segment === 'number' ? (here.items ?? true) : (here.properties?.[segment] ?? true);
    trail.push(typeof segment === 'number' ? ordinal(segment) : (titleOf(inner, schema) ?? humanise(segment)));
    at = inner;
  }
  return trail;
}

/** What the schema calls the field at a path; undefined where it does not say. */
export function titleAt(schema: JSONSchema, path: readonly PathSegment[]): string | undefined {
  let at: JSONSchema = schema;
  for (const segment of path) {
    const { schema: here } = flat(at, schema);
    at = typeof segment === 'number' ? (here.items ?? true) : (here.properties?.[segment] ?? true);
  }
  return titleOf(at, schema);
}

function ordinal(index: number): string {
  return index === 0 ? t('First item') : t('Item {value}', { value: index + 1 });
}

/** What stands at a path of a value; undefined where there is nothing. */
export function valueAt(value: unknown, path: readonly PathSegment[]): unknown {
  let at = value;
  for (const segment of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment)) return undefined;
    at = Reflect.get(at, segment);
  }
  return at;
}

/** The rows that fit a search, by name or by value, with the rows above them. All rows for an empty search. */
export function searchRows(rows: readonly DataRow[], query: string): DataRow[] {
  const words = foldedText(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...rows];
  return rows.filter((row) => {
    const text = foldedText(`${row.trail.join(' ')} ${row.path.join(' ')} ${sampleText(row.sample, 200)}`);
    return words.every((word) => text.includes(word));
  });
}

function flat(schema: JSONSchema, root: JSONSchema): Pick<FlatSchema, 'schema'> {
  return typeof schema === 'object' && schema !== null ? flattenSchema(schema, root) : { schema: {} };
}

function titleOf(schema: JSONSchema, root: JSONSchema): string | undefined {
  const { title } = flat(schema, root).schema;
  return typeof title === 'string' && title !== '' && title.length < 50 ? title : undefined;
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function isFileSchema(schema: FlatSchema['schema']): boolean {
  return hintsOf(schema)['x-patchbay-widget'] === 'file';
}

function kindOf(schema: FlatSchema['schema'], sample: unknown): ValueKind {
  if (isFileRef(sample) || isFileSchema(schema)) return 'file';
  const { type, format, properties } = schema;
  const types = [type ?? []].flat().filter((name) => name !== 'null');
  const name = types.length === 1 ? types[0] : typeNameOf(sample, properties !== undefined);
  if (name === 'string') {
    if (format === 'date' || format === 'date-time') return 'date';
    if (format === 'email') return 'email';
    return format === 'uri' || format === 'url' ? 'link' : 'text';
  }
  if (name === 'integer' || name === 'number') return 'number';
  if (name === 'array') return 'list';
  return name === 'object' || name === 'boolean' ? name : 'any';
}

function typeNameOf(sample: unknown, hasFields: boolean): string | undefined {
  if (Array.isArray(sample)) return 'array';
  if (sample === undefined || sample === null) return hasFields ? 'object' : undefined;
  return typeof sample;
}
