import type { Access } from '../policies/can.ts';
import type { CsvProblem } from './csv/records.ts';
import { rowsOfCsv } from './csv/rowsOfCsv.ts';
import { foundTable } from './foundTable.ts';
import { refusing } from './tableError.ts';
import type { TableDeps } from './tableStore.ts';

export type ImportCsv = { tableId: string; text: string; skipUnfit: boolean };

/** Adds the rows of a CSV file to a table, by the names of its columns: all of them, or those that fit. */
export function importCsv(
  { tableId, text, skipUnfit }: ImportCsv,
  access: Access<'table.update'>,
  deps: TableDeps,
): Promise<{ added: number; problems: CsvProblem[] }> {
  return refusing(take());

  async function take() {
    const { columns } = await foundTable(tableId, access, deps);
    const { rows, problems } = rowsOfCsv(text, { columns, by: 'name', isLenient: skipUnfit });
    const added = await deps.tables.add({ workspaceId: access.workspaceId, tableId }, rows);
    return { added: added.length, problems };
  }
}
