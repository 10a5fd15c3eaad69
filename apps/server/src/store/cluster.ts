import { Client } from 'pg';

/** Any number will do; it says "a Patchbay has this database server for itself". */
const INSTANCE_LOCK = 7_228_224;

/** Whether a PostgreSQL answers there and takes our password. */
export async function answers(url: string): Promise<boolean> {
  try {
    await using connection = await connect(url);
    await connection.client.query('select 1');
    return true;
  } catch {
    return false;
  }
}

/** Makes a database of that name where there is none. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  await using connection = await connect(url);
  const { client } = connection;
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
}

/** Being the one process that may stop this database server. Ends by itself with the process, however it ends. */
export type Hold = {
  /** Tells whoever asks next what to say about this process, in 63 characters. */
  describe(text: string): Promise<void>;
  release(): Promise<void>;
};

/** Takes the hold, or says how its holder describes itself. */
export async function takeHold(url: string): Promise<{ ok: true; hold: Hold } | { ok: false; heldBy: string }> {
  const { client } = await connect(url);
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [INSTANCE_LOCK]);
  if (rows[0]?.held === true) {
    const describe = async (text: string) => {
      await client.query(`select set_config('application_name', $1, false)`, [text]);
    };
    return { ok: true, hold: { describe, release: () => client.end() } };
  }
  const holder = await client.query<{ application_name: string }>(
    `select application_name from pg_stat_activity
     where pid = (select pid from pg_locks where locktype = 'advisory' and objid = $1 and granted)`,
    [INSTANCE_LOCK],
  );
  await client.end();
  return { ok: false, heldBy: holder.rows[0]?.application_name ?? '' };
}

async function connect(url: string): Promise<{ client: Client } & AsyncDisposable> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  // A connection that breaks says so at its next use; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.end() };
}
