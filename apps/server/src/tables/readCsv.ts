import type { Access } from '../policies/can.ts';
import type { ColumnType } from './column.ts';
import { guessColumns } from './csv/guessColumns.ts';
import { readRecords } from './csv/records.ts';

/** What a file would make a table of. */
export type CsvPreview = { columns: { name: string; type: ColumnType }[]; rows: string[][]; count: number };

/** Reads a CSV file without keeping it: its columns as they seem to be, and its first rows. */
export function readCsv({ text }: { text: string }, _access: Access<'table.create'>): CsvPreview {
  const found = readRecords(text);
  return { columns: guessColumns(found), rows: found.records.slice(0, 8), count: found.records.length };
}
