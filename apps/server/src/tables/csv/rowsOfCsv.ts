import { say } from '@patchbay/words';
import { setOwn } from '@patchbay/connector';
import { type CellChanges, type Cells, cellOf, changedCells } from '../cell.ts';
import { type Column, isSameName } from '../column.ts';
import { TableError } from '../tableError.ts';
import { type CsvProblem, csvRefused, readRecords } from './records.ts';

type Reading = {
  columns: readonly Column[];
  /** Whether a file's columns are told by their names, or stand in the order of the table's. */
  by: 'name' | 'position';
  /** Leaves rows out that do not fit, instead of refusing the file. */
  isLenient: boolean;
};

/** The rows of a CSV file as cells, each checked. Throws AppError `csv_refused` with the rows that do not fit. */
export function rowsOfCsv(
  text: string,
  { columns, by, isLenient }: Reading,
): { rows: Cells[]; problems: CsvProblem[] } {
  const { names, records } = readRecords(text);
  const targets = by === 'position' ? columns : names.map((name) => columnFor(columns, name));
  const rows: Cells[] = [];
  const problems: CsvProblem[] = [];
  const taken = new Map(columns.filter(({ unique }) => unique).map(({ id }) => [id, new Map<unknown, number>()]));
  for (const [at, record] of records.entries()) {
    try {
      const cells = changedCells(columns, {}, changesOf(record, targets));
      refuseTwins(cells, { columns, taken, row: at + 2 });
      rows.push(cells);
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      if (problems.length < 100) problems.push({ row: at + 2, message: error.message });
    }
  }
  if (problems.length > 0 && !isLenient) throw csvRefused(problems);
  return { rows, problems };
}

function columnFor(columns: readonly Column[], name: string): Column {
  const column = columns.find((candidate) => isSameName(candidate.name, name)) ?? columns.find(({ id }) => id === name);
  if (column !== undefined) return column;
  const message = `The table has no column “${name}”. Add it first, or take it out of the file.`;
  throw csvRefused([{ row: 1, message }]);
}

function changesOf(record: readonly string[], targets: readonly Column[]): CellChanges {
  const changes: CellChanges = {};
  for (const [at, column] of targets.entries())
    setOwn(changes, column.id, cellOf(column, cellText(record[at], column)));
  if (record.length <= targets.length) return changes;
  throw new TableError(
    'too_many_cells',
    say('It has {count} cells, and the first row names {columns}.', {
      count: record.length,
      columns: targets.length,
    }),
  );
}

function cellText(text: string | undefined, { type }: Column): unknown {
  if (text === undefined || text.trim() === '') return null;
  if (type !== 'json') return type === 'text' ? rearmed(text) : text.trim();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Takes off what our own export puts before texts that a spreadsheet would take for formulas. */
function rearmed(text: string): string {
  return /^'[=@+\-\t\r]/.test(text) ? text.slice(1) : text;
}

type Twins = { columns: readonly Column[]; taken: ReadonlyMap<string, Map<unknown, number>>; row: number };

function refuseTwins(cells: Cells, { columns, taken, row }: Twins): void {
  for (const { id, name } of columns) {
    const rows = Object.hasOwn(cells, id) ? taken.get(id) : undefined;
    const other = rows?.get(cells[id]);
    if (other !== undefined) {
      const message = say('“{name}” must differ from row to row, and row {other} has the same.', { name, other });
      throw new TableError('value_not_unique', message, { column: id });
    }
    rows?.set(cells[id], row);
  }
}
