import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { App } from '../api/context.ts';
import { AppError } from '../errors.ts';
import { createTable } from '../tables/createTable.ts';
import { exportCsv } from '../tables/exportCsv.ts';
import { importCsv } from '../tables/importCsv.ts';
import { listTables } from '../tables/listTables.ts';
import { readCsv } from '../tables/readCsv.ts';
import type { TableRow } from '../tables/tableStore.ts';
import type { LocalAccess } from './localAccess.ts';
import { type Output, table } from './output.ts';
import { type CommandLine, UsageError } from './usage.ts';

export async function listTablesCommand({ limit }: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  const tables = (await listTables(access('table.read'), app)).slice(0, limit);
  const rows = tables.map(({ id, rowCount, usedBy, name }) => [id, String(rowCount), String(usedBy.length), name]);
  return {
    data: tables,
    text: rows.length === 0 ? 'There are no tables yet.' : table(['ID', 'ROWS', 'FLOWS', 'NAME'], rows),
  };
}

export async function exportTableCommand({ argument }: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  if (argument === undefined) throw new UsageError('tables export takes the name of a table.');
  const found = await tableCalled(argument, access, app);
  if (found === undefined) throw new AppError('not_found');
  const { text } = await exportCsv({ tableId: found.id }, access('table.read'), app);
  return { data: { id: found.id, name: found.name, csv: text }, text: text.trimEnd() };
}

/** Adds the rows to the table of that name, or makes one with the file's columns. */
export async function importTableCommand(line: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  const { argument: name, file } = line;
  if (name === undefined || file === undefined) {
    throw new UsageError('tables import takes the name of a table and the path of a CSV file.');
  }
  const text = await readText(file);
  const found = await tableCalled(name, access, app);
  if (found !== undefined) {
    const taken = await importCsv({ tableId: found.id, text, skipUnfit: false }, access('table.update'), app);
    return { data: { id: found.id, added: taken.added }, text: `Added ${rowsOf(taken.added)} to ${found.name}.` };
  }
  const { columns, count } = readCsv({ text }, access('table.create'));
  const { id } = await createTable({ name, columns, csv: text }, access('table.create'), app);
  return { data: { id, added: count }, text: `Made the table ${name} with ${rowsOf(count)}, as ${id}.` };
}

async function tableCalled(named: string, access: LocalAccess, app: App): Promise<TableRow | undefined> {
  const tables = await listTables(access('table.read'), app);
  return tables.find(({ id, name }) => id === named || name === named);
}

/** UTF-8, or what old spreadsheets write. */
async function readText(path: string): Promise<string> {
  const bytes = await readFile(resolve(path)).catch((cause: unknown) => {
    throw new UsageError(`The file ${path} cannot be read.`, { cause });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function rowsOf(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
