import { OperationError } from '@patchbay/connector';
import { guessSeparator, parseCsv } from '@patchbay/connectors';
import { AppError } from '../../errors.ts';
import { tableLimits } from '../limits.ts';

/** A CSV file: the names in its first row, and the rows below. */
export type CsvRecords = { names: string[]; records: string[][] };

/** Reads a CSV file with any usual separator. Throws AppError `csv_refused`. */
export function readRecords(text: string): CsvRecords {
  const [names = [], ...records] = parse(text.replace(/^\uFEFF/, ''));
  if (names.length === 0) throw csvRefused([{ row: 1, message: 'The file is empty.' }]);
  if (names.length > tableLimits.columns) throw csvRefused([{ row: 1, message: 'A table has 100 columns at most.' }]);
  if (records.length <= tableLimits.rows) return { names: named(names), records };
  throw csvRefused([{ row: tableLimits.rows + 2, message: 'A table has 100,000 rows at most.' }]);
}

/** What is wrong with one row of a file, where the first row has the names. */
export type CsvProblem = { row: number; message: string };

/** Nothing of the file was kept. */
export function csvRefused(problems: readonly CsvProblem[], cause?: unknown): AppError {
  const [first] = problems;
  const reason = first === undefined ? '' : `Row ${first.row}: ${first.message}`;
  return new AppError('csv_refused', { reason, details: { problems: problems.slice(0, 100) }, cause });
}

function parse(text: string): string[][] {
  try {
    return parseCsv(text, { separator: guessSeparator(text, '"'), quote: '"' });
  } catch (cause) {
    if (!(cause instanceof OperationError)) throw cause;
    throw new AppError('csv_refused', { reason: cause.message, details: { problems: [] }, cause });
  }
}

/** Columns without a name are called by their place, and a name that comes twice gets a number. */
function named(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((given, at) => {
    const plain = given.trim().replaceAll('\0', '').toWellFormed().slice(0, 70) || `Column ${at + 1}`;
    let name = plain;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${plain} ${count}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
