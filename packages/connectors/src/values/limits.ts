/** What one step may be given or make. Above these it stops with a sentence, so no step can hold up a worker. */
export const limits = {
  items: 100_000,
  /** Characters of a text, or bytes of a file. */
  textLength: 25 * 1024 * 1024,
  /** How deep data, elements and brackets may nest. */
  depth: 200,
} as const;
