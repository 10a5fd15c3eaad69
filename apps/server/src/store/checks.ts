import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';
import { within } from './wire.ts';

const migrations = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

/** Whoever asks how we are does not wait long for an answer. */
const CHECK_MS = 2_000;

/** Whether the database answers. */
export async function databaseAnswers(pool: Pool): Promise<boolean> {
  return (await pool.query(within(CHECK_MS, 'select 1'))).rowCount === 1;
}

/** Whether the queue's tables are there and can be read. */
export async function queueAnswers(pool: Pool): Promise<boolean> {
  return (await pool.query(within(CHECK_MS, 'select version from queue.version'))).rowCount === 1;
}

/** Whether every migration of this version has been applied: then Prisma's command, which takes seconds, need not be asked. */
export async function isMigrated(pool: Pool): Promise<boolean> {
  const wanted = readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const { rows } = await pool
    .query<{ migration_name: string }>(
      'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
    )
    .catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === '42P01') return { rows: [] };
      throw error;
    });
  const applied = new Set(rows.map((row) => row.migration_name));
  return wanted.every((entry) => applied.has(entry.name));
}
