import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { Lookup } from './lookup.ts';

/**
 * How a field is drawn where its type alone does not say.
 * `text-long`: several lines. `code`: several lines, fixed width. `json`: any JSON, typed or plugged.
 * `condition`: a yes-or-no question built from field, comparison and value. `fields`: named values that a person adds
 * one by one. `rows`: a short list that a person adds to row by row. `file`: a `FileValue`. `choices`: some of the values
 * that a list's items may have. `form-fields`: the questions of a form, each with its kind. `flow`, `table`, `callback`:
 * one of the workspace's flows that others may call, one of its tables, or one of the steps beside it that wait for a
 * callback, by its id. `column`: a column of the table that the step works with; its labels are further choices. `item-field`: where a value stands in each item of a list,
 * which is the step's field that `x-patchbay-items` names. `member`: a person of the workspace, by their e-mail address. `hidden`: not drawn; its default is used.
 */
export type Widget =
  | 'text-long'
  | 'code'
  | 'json'
  | 'condition'
  | 'fields'
  | 'file'
  | 'choices'
  | 'rows'
  | 'flow'
  | 'table'
  | 'callback'
  | 'column'
  | 'item-field'
  | 'member'
  | 'form-fields'
  | 'hidden';

/**
 * What a schema says to the form beside `title` (the label), `description` (one sentence of help), `default` and
 * `examples` (the placeholder). Annotations only: a validator that does not know them ignores them.
 */
export type FieldHints = {
  'x-patchbay-widget'?: Widget;
  /** Shown at once although it is not required; the other optional fields wait under "More options". */
  'x-patchbay-basic'?: boolean;
  /** On an object: its fields in the order of the form, since a stored JSON object does not keep one. */
  'x-patchbay-order'?: readonly string[];
  /** On a field with `enum`: the words for each choice, by its value as text. */
  'x-patchbay-labels'?: Readonly<Record<string, string>>;
  /**
   * On a comparison: what some of its choices are called where dates are compared. The field `of` of the same object names a
   * column or, beside `x-patchbay-items`, a field of the items; the field `with` is what that is compared with.
   */
  'x-patchbay-date-labels'?: { of: string; with: string; labels: Readonly<Record<string, string>> };
  /**
   * Drawn only while another field of the same object, typed in or by its default, has one of these values. `orFilled`: and
   * while it is filled.
   */
  'x-patchbay-when'?: { field: string; is: readonly string[]; orFilled?: true };
  /** Beside `oneOf` or `anyOf`: the field whose value tells the kinds apart. */
  'x-patchbay-variants'?: { by: string };
  /** Its choices come from the API. */
  'x-patchbay-lookup'?: Lookup;
  /** On an object: it has a field for each item of this lookup. */
  'x-patchbay-fields-from'?: Lookup;
  /** Beside the widget `item-field`, and on what is said of such a field: the field of the step whose list has the items. */
  'x-patchbay-items'?: string;
  /** It is sent nowhere: it only says what the lookups of other fields need first. */
  'x-patchbay-aid'?: true;
  /** What the form cannot show, in a sentence: a part of the description that was too large to keep. */
  'x-patchbay-note'?: string;
};

interface FieldSchemaObject extends JSONSchema.Interface<unknown, JSONSchema.TypeValue, FieldSchema>, FieldHints {}

/** A JSON Schema 2020-12 that may carry `FieldHints` at any depth. */
export type FieldSchema = boolean | FieldSchemaObject;

/** The hints of a schema that was not written with their type: an imported one, or one that was stored. */
export function hintsOf(schema: JSONSchema): FieldHints {
  return typeof schema === 'object' ? (schema as FieldHints) : {};
}

/** The names of an object's fields as the form shows them: in the order given, then the rest as declared. */
export function orderedFields(schema: JSONSchema): string[] {
  if (typeof schema !== 'object' || schema.properties === undefined) return [];
  const names = Object.keys(schema.properties);
  const first = (hintsOf(schema)['x-patchbay-order'] ?? []).filter((name) => names.includes(name));
  return [...new Set([...first, ...names])];
}
