import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../store/database.ts';

/** Every table there is, as a dump has it and as JSON. Of the runs' weeks, the whole. */
export async function readTables(pool: Database['pool']): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') and tablename !~ '^run(_journal)?_[0-9]'`,
  );
  const tables = new Map<string, string>();
  for (const { name } of rows) {
    const { rows: all } = await pool.query<{ row: string }>(
      `select to_jsonb(t)::text || t::text as row from ${name} t`,
    );
    tables.set(name.replace('public.', ''), all.map(({ row }) => row).join('\n'));
  }
  return tables;
}

/** Every file of a folder. */
export async function readFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry) => (await readFile(join(entry.parentPath, entry.name))).toString('latin1')),
  );
}
