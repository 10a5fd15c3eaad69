/**
 * How one input of a step gets its value. Plain JSON, so a flow is data and never code.
 *
 * `step` is the id of an earlier step (or of the loop the mapping stands in, whose value is `{ item, index }`);
 * ids are valid formula identifiers, so the same id is the variable name inside a formula.
 */
export type Mapping =
  | Literal
  | Reference
  | Template
  | Formula
  /** An object whose fields are mapped one by one. A field whose mapping gives nothing is left out. */
  | { kind: 'object'; fields: { [field: string]: Mapping } }
  /** A list typed by hand, item by item. */
  | { kind: 'list'; items: Mapping[] };

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Literal = { kind: 'literal'; value: Json };

/** A value of an earlier step, `path` from its output: names for objects, whole numbers for lists. */
export type Reference = { kind: 'reference'; step: string; path: PathSegment[] };

/** Text with values in it: the parts are joined, a missing value becomes the empty text. */
export type Template = { kind: 'template'; parts: (string | Reference | Formula)[] };

/** A formula in Common Expression Language. Earlier steps are its variables, by id: `order.total * 1.25`. */
export type Formula = { kind: 'formula'; source: string };

export type PathSegment = string | number;
