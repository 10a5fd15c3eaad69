import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from './database.ts';

/** A fresh, migrated database for one test file. Call `drop` when done: it fails where a connection was leaked. */
export async function testDatabase(): Promise<Database & { drop(): Promise<void> }> {
  const server = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name} template patchbay_template`);
  const database = await openDatabase(`${server}/${name}`);
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
