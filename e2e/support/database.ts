import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** Does something in the database under `home`: what nobody can do on a page yet. */
export async function inDatabase<Result>(home: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const [, , , port] = readFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(join(home, 'database-password'), 'utf8').trim();
  const client = new Client({
    host: '127.0.0.1',
    port: Number(port),
    user: 'patchbay',
    database: 'patchbay',
    password,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
