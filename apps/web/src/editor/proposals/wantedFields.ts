import { hintsOf, type Operation } from '@patchbay/connector';
import type { Mapping } from '@patchbay/expression';
import { opensInto } from '@patchbay/flow';
import type { JSONSchema } from '../inspector/data/jsonSchema.ts';
import { type FieldKind, type FormField, fieldOf, fieldsOf } from '../inspector/form/fieldsOf.ts';
import { isWanted } from '../inspector/form/isWanted.ts';
import type { Wanted } from './propose.ts';

const SINGLE: ReadonlySet<FieldKind> = new Set([
  'text',
  'long-text',
  'number',
  'date',
  'any',
  'choice',
  'boolean',
  'file',
]);
const DEPTH = 4;
const MOST = 100;

export type Form = {
  fields: readonly FormField[];
  operation: Pick<Operation, 'title'>;
  mappingAt(path: readonly string[]): Mapping | undefined;
};

/** The fields of a form that are empty and could take a value of an earlier step, required ones first. */
export function wantedFields({ fields, operation, mappingAt }: Form): Wanted[] {
  const found: Wanted[] = [];
  const walk = (inner: readonly FormField[], path: readonly string[], owners: readonly string[]): void => {
    const mappingOf = (name: string) => mappingAt([...path, name]);
    for (const field of inner.filter((one) => isWanted(one, { fields: inner, mappingOf }))) {
      const at = [...path, field.name];
      const mapping = mappingAt(at);
      if (field.kind === 'object' && path.length < DEPTH && isOpen(mapping)) {
        walk(fieldsOf(field.schema, field.root), at, [...owners, ...ownerOf(field)]);
      } else if (field.kind === 'map') {
        found.push(...namedByHand(field, { path: at, mapping, about: [operation.title] }));
      } else if (isFillable(field) && isEmpty(mapping) && !hasUsual(field)) {
        found.push(wantedOf(field, { path: at, owners, about: [operation.title] }));
      }
    }
  };
  walk(fields, [], []);
  return found.toSorted((a, b) => Number(b.required) - Number(a.required)).slice(0, MOST);
}

/** Left empty it has a value of its own already: how long to wait is not the amount of an invoice. */
function hasUsual({ required, default: usual }: FormField): boolean {
  return !required && usual !== undefined;
}

/** Whether fields inside can still be filled one by one. */
function isOpen(mapping: Mapping | undefined): boolean {
  return mapping === undefined || mapping.kind === 'object' || (mapping.kind === 'literal' && mapping.value === null);
}

/** The fields that a person named and has not filled yet. */
function namedByHand(
  { schema, root }: FormField,
  { path, mapping, about }: Pick<Wanted, 'path' | 'about'> & { mapping: Mapping | undefined },
): Wanted[] {
  const opened = mapping && opensInto(mapping);
  const empty = opened?.kind === 'object' ? Object.entries(opened.fields).filter(([, inner]) => isEmpty(inner)) : [];
  return empty.map(([name]) => {
    const field = fieldOf(name, schema.additionalProperties ?? true, root);
    return wantedOf({ ...field, required: true }, { path: [...path, name], owners: [], about });
  });
}

/** What everything is put into says nothing: a body, the properties of a record. */
const HOLDERS = new Set(['body', 'data', 'properties', 'fields', 'input', 'payload', 'attributes']);

function ownerOf({ name, title }: FormField): string[] {
  return HOLDERS.has(name.toLowerCase()) ? [] : [name, title];
}

/** What is chosen from a list of the other side is not guessed. */
function isFillable({ kind, schema }: FormField): boolean {
  return (SINGLE.has(kind) || kind === 'list') && hintsOf(schema)['x-patchbay-lookup'] === undefined;
}

function isEmpty(mapping: Mapping | undefined): boolean {
  if (mapping === undefined) return true;
  return mapping.kind === 'literal' && (mapping.value === null || mapping.value === '');
}

function wantedOf(field: FormField, place: Pick<Wanted, 'path' | 'owners' | 'about'>): Wanted {
  const { name, title, required, kind, schema, root } = field;
  const isExpected = required && field.default === undefined;
  return { ...place, names: [name, title], required: isExpected, isList: kind === 'list', schema: alone(schema, root) };
}

function alone(schema: FormField['schema'], root: JSONSchema): JSONSchema {
  if (typeof root !== 'object' || root.$defs === undefined) return schema;
  return { ...schema, $defs: root.$defs };
}
