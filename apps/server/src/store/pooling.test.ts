import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkSessions, keepsSessions } from './pooling.ts';
import { testDatabase } from './testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
/** The connections of the pooler to the database. */
let behind: Client[];
beforeAll(async () => {
  database = await testDatabase();
  behind = [new Client(database.url), new Client(database.url), new Client(database.url)];
  for (const client of behind) await client.connect();
});
afterAll(async () => {
  for (const client of behind) await client.end();
  await database.drop();
});

type Statement = Parameters<Parameters<typeof keepsSessions>[0]['query']>[0];

/** Connections as a pooler in transaction mode gives them: each transaction takes a free one, and gives it back. */
function pooler(take: (free: Client[]) => Client | undefined) {
  const free = [...behind];
  return () => {
    let held: Client | undefined;
    return {
      async query(statement: Statement) {
        held ??= take(free);
        if (held === undefined) throw new Error('Query read timeout');
        const client = held;
        const { rows } = await client.query(typeof statement === 'string' ? statement : { text: statement.text });
        if (statement === 'commit') {
          held = undefined;
          free.push(client);
        }
        return { rows };
      },
    };
  };
}

it.each([
  ['the one given back last', (free: Client[]) => free.pop()],
  ['the one given back first', (free: Client[]) => free.shift()],
  ['one only', (free: Client[]) => (free.length === 3 ? free.pop() : undefined)],
])('is found out about a pooler that gives each transaction %s', async (_which, take) => {
  const open = pooler(take);
  expect(await keepsSessions(open(), open())).toBe(false);
});

it('is content with a database that is asked directly', async () => {
  await expect(checkSessions(database.url)).resolves.toBeUndefined();
});
