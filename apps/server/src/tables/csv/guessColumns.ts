import { cellOf } from '../cell.ts';
import type { Column, ColumnType } from '../column.ts';
import { TableError } from '../tableError.ts';
import type { CsvRecords } from './records.ts';

/** Rows that are looked at, spread over the file. */
const LOOKED_AT = 2_000;

/** What the columns of a file hold, as far as all their cells agree. */
export function guessColumns({ names, records }: CsvRecords): { name: string; type: ColumnType }[] {
  const step = Math.max(1, Math.floor(records.length / LOOKED_AT));
  const looked = records.filter((_, at) => at % step === 0);
  return names.map((name, at) => ({ name, type: guessType(looked.map((record) => record[at]?.trim() ?? '')) }));
}

function guessType(texts: readonly string[]): ColumnType {
  const filled = texts.filter((text) => text !== '');
  if (filled.length === 0) return 'text';
  if (filled.every((text) => /^(true|false|yes|no)$/i.test(text))) return 'yesNo';
  if (filled.every(isNumber)) return 'number';
  return filled.every((text) => /^\d{4}-/.test(text) && fits(text)) ? 'date' : 'text';
}

/** `007` and card numbers are names made of digits: as numbers they would lose something. */
function isNumber(text: string): boolean {
  return text.length <= 15 && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
}

const date: Column = { id: 'date', name: 'Date', type: 'date', required: false, unique: false };

function fits(text: string): boolean {
  try {
    return cellOf(date, text) !== null;
  } catch (error) {
    if (error instanceof TableError) return false;
    throw error;
  }
}
