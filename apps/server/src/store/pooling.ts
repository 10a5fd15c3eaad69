import { Client } from 'pg';
import { UnfitDatabase } from './databaseKind.ts';
import { wire, within } from './wire.ts';

/** What is asked of one connection here. */
type Asks = { query(statement: string | ReturnType<typeof within>): Promise<{ rows: { pid?: number }[] }> };

/** Longer than any begins; one that waits for another to end is behind a pooler that has none left. */
const BEGIN_MS = 3_000;

const POOLED = `DATABASE_URL leads to a pooler that gives every transaction another connection (PgBouncer with pool_mode = transaction, or the "pooled" address of a hosting service). Patchbay listens, locks and keeps workspaces apart by connection. Use the direct address of the database, or a pooler in session mode.`;

/** Throws UnfitDatabase where what is said on a connection is not there any more at its next statement. */
export async function checkSessions(url: string): Promise<void> {
  const clients = [new Client(wire(url)), new Client(wire(url))] as const;
  try {
    await Promise.all(clients.map((client) => client.connect()));
    if (!(await keepsSessions(...clients))) throw new UnfitDatabase(POOLED);
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  }
}

/**
 * Whether two connections stay those they are. Both begin a transaction at a time, in either order: a pooler that goes by
 * transactions gives the one that comes first what the other has just given back, or what was given back longest ago.
 */
export async function keepsSessions(one: Asks, other: Asks): Promise<boolean> {
  const first = await bothAtOnce(one, other);
  const again = await bothAtOnce(one, other);
  const turned = (await bothAtOnce(other, one))?.toReversed();
  return [again, turned].every((pids) => pids !== undefined && String(pids) === String(first));
}

/** Which processes of the database carry out their transactions; undefined where there is none left for the second. */
async function bothAtOnce(...clients: readonly Asks[]): Promise<(number | undefined)[] | undefined> {
  const begun: Asks[] = [];
  const pids: (number | undefined)[] = [];
  try {
    for (const client of clients) {
      await client.query(within(BEGIN_MS, 'begin'));
      begun.push(client);
      pids.push((await client.query('select pg_backend_pid() as pid')).rows[0]?.pid);
    }
    return pids;
  } catch (error) {
    if (error instanceof Error && error.message === 'Query read timeout') return undefined;
    throw error;
  } finally {
    for (const client of begun) await client.query('commit');
  }
}
