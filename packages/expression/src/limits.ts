/** What one formula may use. Above these it stops with a sentence, so no formula can hold up a worker. */
export const limits = {
  /** Characters of a formula's source. */
  sourceLength: 10_000,
  /** Parts a formula is made of: names, operators, values, calls. */
  nodes: 2_000,
  /** How deep brackets, calls and fields may nest. */
  depth: 60,
  /** Items of a list, or fields of an object, written out in a formula. */
  literalItems: 1_000,
  /** Arguments of one call. */
  callArguments: 32,
  /** Characters of a text a formula or template makes. About 1 MB. */
  textLength: 1_000_000,
  /** Items of a list a formula makes. */
  listLength: 100_000,
  /** Units of work of one evaluation: roughly one part evaluated, one item visited or 16 characters touched. */
  work: 5_000_000,
} as const;
