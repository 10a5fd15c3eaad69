import { own } from '@patchbay/connector';
import { writeCsv } from '@patchbay/connectors';
import type { Access } from '../policies/can.ts';
import type { Column } from './column.ts';
import { foundTable } from './foundTable.ts';
import { refusing, TableError } from './tableError.ts';
import type { Row, TableDeps } from './tableStore.ts';

const PAGE = 2_000;
const MOST_CHARACTERS = 100 * 1024 * 1024;

/** A whole table as a CSV file, its columns in order, its rows as they were added. */
export function exportCsv(
  { tableId }: { tableId: string },
  access: Access<'table.read'>,
  deps: TableDeps,
): Promise<{ name: string; text: string }> {
  return refusing(write());

  async function write() {
    const table = await foundTable(tableId, access, deps);
    const parts = [csv([table.columns.map(({ name }) => disarmed(name))])];
    let length = 0;
    let cursor: string | undefined;
    do {
      const page = await deps.tables.page(table, { ...everyRow, cursor });
      const part = csv(page.rows.map((row) => recordOf(table.columns, row)));
      if (part !== '') parts.push(part);
      length += part.length;
      if (length > MOST_CHARACTERS) throw new TableError('table_too_large', 'The file would be larger than 100 MB.');
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return { name: table.name, text: `${parts.join('\r\n')}\r\n` };
  }
}

const everyRow = {
  filter: { conditions: [], match: 'all', ignoreCase: false },
  order: { by: 'addedAt', descending: false },
  limit: PAGE,
} as const;

function csv(records: readonly (readonly unknown[])[]): string {
  return writeCsv(records, { separator: ',', lineEnd: '\r\n', quoteAll: false, disarm: false });
}

function recordOf(columns: readonly Column[], { cells }: Row): unknown[] {
  return columns.map(({ id, type }) => {
    const cell = own(cells, id);
    if (type === 'json' && cell !== undefined) return JSON.stringify(cell);
    return typeof cell === 'string' ? disarmed(cell) : cell;
  });
}

/** A text from a stranger's form that a spreadsheet would run as a formula. Phone numbers and minus signs are none. */
function disarmed(text: string): string {
  // Some take space before it for nothing, and the wide signs of East Asia for plain ones.
  const isFormula =
    /^\s*[=@＝＠]|^[\t\r\n]/.test(text) || (/^\s*[+＋－-]/.test(text) && !/^[+-][\d\s().,/-]*$/.test(text));
  return isFormula ? `'${text}` : text;
}
