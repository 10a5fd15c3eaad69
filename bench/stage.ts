import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../apps/server/src/database/embeddedPostgres.ts';
import { PatchbayClient } from '../e2e/support/patchbayClient.ts';
import { serverFlags } from '../tooling/bootstrap/serverFlags.mjs';
import { cpuSeconds, type Served, serve } from './processes.ts';

/** Everything a part of the bench runs against: one PostgreSQL, the API called, the limit and Patchbay, each a process of its own. */
export type Stage = {
  /** The API that flows call. */
  upstream: Served;
  limit: Served;
  patchbay: Served;
  /** Somebody signed in, with a workspace of their own. */
  client: PatchbayClient;
  database: Client;
  databaseUrl: string;
  postgresPid: number;
  /** Publishes a flow and switches it on; its id and the URL of its webhook. */
  publish(name: string, document: unknown): Promise<{ flowId: string; url: string }>;
  /** How many runs the database holds. */
  recordedRuns(): Promise<number>;
  /** Seconds of CPU that Patchbay and its database have used; undefined where the system does not tell. */
  cpu(): number | undefined;
  stop(): Promise<void>;
};

const root = join(import.meta.dirname, '..');
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** `heapMb`: the most that Patchbay's process may hold. */
export async function openStage({ heapMb }: { heapMb?: number } = {}): Promise<Stage> {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  const postgres = await startEmbeddedPostgres({ home, as: 'server' });
  const database = new Client({ connectionString: postgres.url });
  await database.connect();
  const upstream = await serve(join(import.meta.dirname, 'upstream.ts'));
  const limit = await startLimit(database, { url: postgres.url, upstream: upstream.url });
  const patchbay = await startPatchbay({ home, databaseUrl: postgres.url, ...(heapMb && { heapMb }) });
  const client = new PatchbayClient(patchbay.url);
  await client.signUp();
  const postgresPid = Number(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  const stage: Stage = {
    upstream,
    limit,
    patchbay,
    client,
    database,
    databaseUrl: postgres.url,
    postgresPid,
    publish: (name, document) => client.publish(name, document),
    // Without the run of the example that everybody begins with.
    recordedRuns: async () =>
      Number((await database.query("select count(*) as n from run where mode = 'live'")).rows[0]?.n),
    cpu: () => sumOf([patchbay.pid, postgresPid]),
    async stop() {
      for (const signal of SIGNALS) process.off(signal, giveUp);
      await Promise.all([patchbay.stop(), limit.stop(), upstream.stop()]);
      await database.end();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
  // Its PostgreSQL would outlive this process.
  const giveUp = () => void stage.stop().finally(() => process.exit(130));
  for (const signal of SIGNALS) process.once(signal, giveUp);
  return stage;
}

/** CPU seconds of these processes and their children together; undefined where the system does not tell. */
export function sumOf(pids: readonly number[]): number | undefined {
  let sum = 0;
  for (const pid of pids) {
    const seconds = cpuSeconds(pid);
    if (seconds === undefined) return undefined;
    sum += seconds;
  }
  return sum;
}

async function startLimit(database: Client, { url, upstream }: { url: string; upstream: string }): Promise<Served> {
  await database.query('create database bench_limit');
  const own = new URL(url);
  own.pathname = '/bench_limit';
  return serve(join(import.meta.dirname, 'limit.ts'), {
    env: { LIMIT_DATABASE_URL: own.href, LIMIT_UPSTREAM: upstream },
  });
}

type PatchbayOptions = { home: string; databaseUrl?: string; heapMb?: number };

/** As `npm start` starts it, with the API on loopback allowed. Without `databaseUrl`: on the PostgreSQL under `home`. */
export function startPatchbay({ home, databaseUrl, heapMb }: PatchbayOptions): Promise<Served> {
  return serve(join(root, 'apps/server/src/main.ts'), {
    args: serverFlags(heapMb === undefined ? {} : { heapMb }),
    env: {
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.patchbay', 'code'),
      PORT: process.env.PORT ?? '3900',
      PATCHBAY_HOME: join(home, 'patchbay'),
      PATCHBAY_ALLOW_NETWORKS: '127.0.0.0/8',
      PATCHBAY_HOOK_RATE: '1000000',
      DATABASE_URL: databaseUrl ?? '',
    },
  });
}
