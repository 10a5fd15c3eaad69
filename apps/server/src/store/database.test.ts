import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { testDatabase } from './testing.ts';

describe('a database', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('is migrated, and the same through both clients', async () => {
    const workspace = await database.prisma.workspace.create({ data: { name: 'Acme' } });
    const { rows } = await database.pool.query('select name from workspace where id = $1', [workspace.id]);
    expect(rows).toEqual([{ name: 'Acme' }]);
  });

  it('is refused when its commits do not wait for the disk', async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const name = new URL(database.url).pathname.slice(1);
    await client.query(`alter database ${name} set synchronous_commit = off`);
    await expect(openDatabase(database.url)).rejects.toThrow(/synchronous_commit/);
    await client.query(`alter database ${name} reset synchronous_commit`);
    await client.end();
  });

  it('is not opened when nothing listens there', async () => {
    await expect(openDatabase('postgresql://nobody@127.0.0.1:9/none')).rejects.toThrow(/ECONNREFUSED/);
  });
});
