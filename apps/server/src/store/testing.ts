import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from './database.ts';

/** What the product waits for a wire that may be dead says nothing here: the machine may have a lot else to do. */
const PATIENCE_MS = 60_000;

/** A fresh, migrated database for one test file. Call `drop` when done: it fails where a connection was leaked. */
export async function testDatabase(): Promise<Database & { drop(): Promise<void> }> {
  const server = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name} template patchbay_template`);
  const database = await openDatabase(`${server}/${name}`, { patienceMs: PATIENCE_MS });
  return {
    ...database,
    drop: async () => {
      await database.close();
      await administer(server, `drop database ${name}`);
    },
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
