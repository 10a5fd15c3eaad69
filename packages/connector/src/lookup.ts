import type { FieldSchema } from './hints.ts';
import type { Json } from './json.ts';

/**
 * Choices that only the API knows: channels, folders, the columns of a sheet. On a field's schema as `x-patchbay-lookup`
 * (its choices) or `x-patchbay-fields-from` (its own fields, one for each item).
 */
export type Lookup = {
  /** The operation of the same connector that lists them; it may be hidden. */
  operation: string;
  /** What is put into it: values, or `{ from }`, a field of this form, which must be filled first. */
  input?: Readonly<Record<string, Json | { from: string }>>;
  /**
   * Where the list stands in the operation's finished output; absent: `items` of one that pages, else the output. An object
   * stands for its values.
   */
  items?: string;
  /**
   * The list stands inside one item of another one: of `list` (written as `items` is), the item that has at one of `where` what is
   * in this form's field `from`; `items` is then a place in that item. So the columns of a table come from a list of tables.
   */
  inside?: { list?: string; where: readonly string[]; from: string };
  /** Only the items that have at this place what is in this form's field `from`: the repositories of one owner. */
  only?: { at: string; from: string };
  /**
   * Where an item has the value that is put into the field, or a text with paths as `{type}:{name}`; absent: the item itself.
   * Of several items with the same value the first one counts.
   */
  value?: string;
  /** What a person reads: a path as `name`, or a text with paths as `{name} ({email})`. Absent: the value. */
  label?: string;
  /** A second, smaller line, written as `label` is. */
  detail?: string;
  /** The operation's input that takes what a person types to search; absent: what was listed is searched. */
  search?: string;
  /** A pattern whose first group finds the value in a link that a person pastes. */
  link?: string;
  /**
   * For `x-patchbay-fields-from`: what each field takes, by what its item has at `by`, a text or a yes or no. `false`: it is
   * no field, such as a column that the app fills itself. Any other is text.
   */
  schemas?: { by: string; of: Readonly<Record<string, FieldSchema>> };
};

/** One choice of a lookup. */
export type LookupOption = { value: Json; label: string; detail?: string };
