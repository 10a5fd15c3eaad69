import { type FlatSchema, flattenSchema, hintsOf, orderedFields, type Variants, variantsOf } from '@patchbay/connector';
import { describeSchema, type Json, saySchema } from '@patchbay/expression';
import { t } from '../../../texts/t.ts';
import { told } from '../../../texts/told.ts';
import { humanise } from '../data/humanise.ts';
import type { JSONSchema } from '../data/jsonSchema.ts';

/**
 * How a field is drawn. `text`, `number`, `date` and `any` are typed or plugged; `choice` and `boolean` are picked or
 * plugged; `code` is typed and never plugged; `pick` is something of the workspace or a step of the flow, by its id;
 * `choices` are some of a few values; `rows` are a short list typed row by row, `form-fields` the questions of a form; `object` and `list` hold further fields; `variant` is one of several kinds, each with fields of its own; `map` is named values a person adds; `file` is uploaded or plugged; `json` is anything at all.
 */
export type FieldKind =
  | 'text'
  | 'long-text'
  | 'code'
  | 'number'
  | 'date'
  | 'any'
  | 'choice'
  | 'boolean'
  | 'object'
  | 'variant'
  | 'list'
  | 'choices'
  | 'rows'
  | 'pick'
  | 'map'
  | 'json'
  | 'file'
  | 'form-fields'
  | 'condition';

export type Choice = { value: Json; label: string };

/** One field of a form. `schema` is flat: without references and alternatives; those inside are read against `root`. */
export type FormField = {
  name: string;
  title: string;
  description?: string;
  kind: FieldKind;
  required: boolean;
  /** Shown at once although optional. */
  isBasic: boolean;
  choices: readonly Choice[];
  /** An example of what to type. */
  placeholder?: string;
  default?: Json;
  /** What it takes, in a word or two, at the right of its label. */
  typeText: string;
  schema: FlatObject;
  root: JSONSchema;
  /** For `variant`: the kinds to pick from. */
  variants?: Variants;
};

type FlatObject = FlatSchema['schema'];

/** The fields of an object schema in the order of the form, hidden ones left out. Never throws, whatever the schema. */
export function fieldsOf(schema: JSONSchema, root: JSONSchema = schema): FormField[] {
  const { schema: flat } = withoutReferences(schema, root);
  const required = new Set(flat.required ?? []);
  const found = orderedFields(flat).flatMap((name) => {
    const inner = flat.properties?.[name];
    if (inner === undefined || inner === false) return [];
    const field = fieldOf(name, inner, root);
    if (hintsOf(field.schema)['x-patchbay-widget'] === 'hidden' || field.schema.readOnly === true) return [];
    return [{ ...field, required: required.has(name) }];
  });
  const isOld = ({ schema: inner, required: isNeeded }: FormField) => inner.deprecated === true && !isNeeded;
  const fields = found.toSorted((a, b) => Number(isOld(a)) - Number(isOld(b)));
  // Who gave an order meant it; otherwise what must be filled in comes first.
  if (hintsOf(flat)['x-patchbay-order'] !== undefined) return fields;
  return fields.toSorted((a, b) => Number(b.required) - Number(a.required));
}

/** One field of this name and schema, optional. */
export function fieldOf(name: string, schema: JSONSchema, root: JSONSchema): FormField {
  const { schema: flat, alternatives } = withoutReferences(schema, root);
  const hints = hintsOf(flat);
  const choices = choicesIn(flat);
  const placeholder = placeholderOf(flat);
  const variants = hints['x-patchbay-widget'] === undefined && alternatives > 1 ? kindsIn(schema, root) : undefined;
  const plainKind = kindOf(flat, { choices, alternatives, widget: hints['x-patchbay-widget'] });
  return {
    name,
    title: typeof flat.title === 'string' && flat.title !== '' ? flat.title : humanise(name),
    ...(typeof flat.description === 'string' && { description: flat.description }),
    kind: variants !== undefined ? 'variant' : isMixed(schema, root, alternatives) ? 'any' : plainKind,
    required: false,
    isBasic: hints['x-patchbay-basic'] === true,
    choices,
    ...(placeholder !== undefined && { placeholder }),
    ...(flat.default !== undefined && { default: flat.default as Json }),
    typeText: typeTextOf(flat, choices),
    schema: flat,
    root,
    ...(variants !== undefined && { variants }),
  };
}

/** Whether plain values of several types are taken: a text or a number. */
function isMixed(schema: JSONSchema, root: JSONSchema, alternatives: number): boolean {
  if (alternatives < 2 || typeof schema !== 'object' || hintsOf(schema)['x-patchbay-widget'] !== undefined)
    return false;
  const types = Array.from({ length: Math.min(alternatives, 8) }, (_, at) => {
    const { type } = flattenSchema(schema, root, at).schema;
    return [type ?? []].flat().map((one) => (one === 'integer' ? 'number' : one));
  });
  const plain = new Set(types.flat().filter((one) => one !== 'null'));
  return plain.size > 1 && !plain.has('object') && !plain.has('array');
}

function kindsIn(schema: JSONSchema, root: JSONSchema): Variants | undefined {
  return typeof schema === 'object' ? variantsOf(schema, root) : undefined;
}

/** The schema of the items of a list. */
export function itemSchemaOf({ schema }: FormField): JSONSchema {
  return schema.items ?? true;
}

/** How many stand in a form at once in which nothing must be filled in. */
const MOST_AT_ONCE = 6;

/**
 * Which fields stand in the form at once, and below them the optional ones, of which those without a value wait under "More
 * options". Each keeps its place, filled or not: only whether it is seen changes.
 */
export function foldFields(
  fields: readonly FormField[],
  isFilled: (field: FormField) => boolean,
): { first: FormField[]; optional: FormField[]; folded: FormField[] } {
  const needed = fields.filter((field) => field.required || field.isBasic);
  // A form that is all fold is a riddle.
  const first = needed.length > 0 ? needed : fields.slice(0, MOST_AT_ONCE);
  const optional = fields.filter((field) => !first.includes(field));
  const folded = optional.filter((field) => !isFilled(field));
  // As is a lone optional field behind one.
  return { first, optional, folded: folded.length <= 1 ? [] : folded };
}

function withoutReferences(schema: JSONSchema, root: JSONSchema): Pick<FlatSchema, 'schema' | 'alternatives'> {
  if (typeof schema !== 'object' || schema === null) return { schema: {}, alternatives: 1 };
  const first = flattenSchema(schema, root);
  // "Something or nothing" is drawn as something.
  const isNothing = [first.schema.type].flat().every((type) => type === 'null');
  if (first.alternatives > 1 && isNothing) return flattenSchema(schema, root, 1);
  return first;
}

type KindHints = { choices: readonly Choice[]; alternatives: number; widget: string | undefined };

function kindOf(schema: FlatObject, { choices, alternatives, widget }: KindHints): FieldKind {
  if (widget === 'condition') return 'condition';
  if (widget === 'fields') return 'map';
  if (widget === 'json' || widget === 'file') return widget;
  if (widget === 'choices' || widget === 'rows' || widget === 'form-fields') return widget;
  if (widget !== undefined && isPicked(widget)) return 'pick';
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null');
  const type = types.length === 1 ? types[0] : undefined;
  if (choices.length > 0 && type !== 'array' && type !== 'object') return type === 'boolean' ? 'boolean' : 'choice';
  if (type === 'object' || (type === undefined && schema.properties !== undefined)) return objectKind(schema);
  if (type === 'array') return 'list';
  if (type === 'boolean') return 'boolean';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'string') return textKind(schema, widget);
  return alternatives > 1 || types.length > 1 ? 'any' : types.length === 0 ? 'json' : 'any';
}

const PICKED = ['flow', 'table', 'callback', 'column', 'item-field', 'member'] as const;

const PICKED_WORDS: Record<Picked, string> = {
  flow: t('Flow'),
  table: t('Table'),
  callback: t('Step'),
  column: t('Column'),
  'item-field': t('Choice'),
  member: t('Person'),
};

/** What the value of a field names by its id. */
export type Picked = (typeof PICKED)[number];

function isPicked(widget: string): widget is Picked {
  return PICKED.some((picked) => picked === widget);
}

/** What a field of the kind `pick` names. */
export function pickedBy({ schema }: FormField): Picked {
  const widget = hintsOf(schema)['x-patchbay-widget'] ?? '';
  return isPicked(widget) ? widget : 'flow';
}

function objectKind(schema: FlatObject): FieldKind {
  return Object.keys(schema.properties ?? {}).length > 0 ? 'object' : 'map';
}

function textKind({ format, maxLength = 0 }: FlatObject, widget: string | undefined): FieldKind {
  if (format === 'date' || format === 'date-time') return 'date';
  if (widget === 'code') return 'code';
  return widget === 'text-long' || maxLength > 2_000 ? 'long-text' : 'text';
}

/** The values that a schema offers to choose from. */
export function choicesOf(schema: JSONSchema, root: JSONSchema): Choice[] {
  return choicesIn(withoutReferences(schema, root).schema);
}

function choicesIn(schema: FlatObject): Choice[] {
  const labels = hintsOf(schema)['x-patchbay-labels'] ?? {};
  const values = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  if (!Array.isArray(values)) return [];
  return values
    .filter((value: unknown) => value !== null)
    .map((value: unknown) => ({ value: value as Json, label: labels[String(value)] ?? choiceLabel(value) }));
}

/** `in_transit` reads "In transit"; `GET` and `eur` keep their letters. */
function choiceLabel(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === '') return t('Empty text');
  return /[_-]/.test(text) && /^[a-z0-9_-]+$/.test(text) ? humanise(text) : text;
}

function placeholderOf(schema: FlatObject): string | undefined {
  const example: unknown = Array.isArray(schema.examples) ? schema.examples[0] : undefined;
  const shown = schema.default ?? example;
  if (shown === undefined || shown === null || typeof shown === 'object') return undefined;
  return String(shown).slice(0, 80);
}

function typeTextOf(schema: FlatObject, choices: readonly Choice[]): string {
  if (choices.length > 0) return t('Choice');
  const widget = hintsOf(schema)['x-patchbay-widget'];
  if (widget !== undefined && isPicked(widget)) return PICKED_WORDS[widget];
  if (widget === 'file') return t('File');
  const words = told({ message: describeSchema(schema).replace(/^an? /, ''), said: saySchema(schema) });
  return words.charAt(0).toUpperCase() + words.slice(1);
}
