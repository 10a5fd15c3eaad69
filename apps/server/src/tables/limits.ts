/** What a workspace's tables may hold. Above these a write is refused with a sentence, and nothing of it is kept. */
export const tableLimits = {
  tables: 200,
  rows: 100_000,
  columns: 100,
  choices: 200,
  /** Characters of a table's, a column's or a choice's name. */
  name: 80,
  /** Bytes of a row, written as JSON. */
  rowBytes: 64 * 1024,
  /** Rows that one step finds, changes or deletes. */
  rowsAtOnce: 10_000,
} as const;
