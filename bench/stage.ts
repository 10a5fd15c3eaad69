import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../apps/server/src/database/embeddedPostgres.ts';
import { PatchbayClient } from '../e2e/support/patchbayClient.ts';
import { documents } from './flows.ts';
import { bulk, order } from './payloads.ts';
import { type Served, serve } from './processes.ts';

/** Everything the bench runs against: one PostgreSQL, the API called, the limit and Patchbay, each a process of its own. */
export type Stage = {
  limit: Served;
  patchbay: Served;
  postgresPid: number;
  /** The webhook of each flow. */
  hooks: Record<string, string>;
  /** How many runs the database holds. */
  recordedRuns(): Promise<number>;
  stop(): Promise<void>;
};

const root = join(import.meta.dirname, '..');

export async function openStage({ items }: { items: number }): Promise<Stage> {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  const postgres = await startEmbeddedPostgres({ home, as: 'server' });
  const database = new Client({ connectionString: postgres.url });
  await database.connect();
  await database.query('create database bench_limit');
  const limitUrl = new URL(postgres.url);
  limitUrl.pathname = '/bench_limit';

  const upstream = await serve(join(import.meta.dirname, 'upstream.ts'));
  const limit = await serve(join(import.meta.dirname, 'limit.ts'), {
    env: { LIMIT_DATABASE_URL: limitUrl.href, LIMIT_UPSTREAM: upstream.url },
  });
  const patchbay = await startPatchbay(home, postgres.url);
  const hooks = await publishFlows(patchbay.url, documents(upstream.url, { order, bulk: bulk(3) }));
  process.stderr.write(`Ready: Patchbay, the limit and the API, flows of ${items} items.\n`);
  return {
    limit,
    patchbay,
    postgresPid: Number(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]),
    hooks,
    recordedRuns: async () => Number((await database.query('select count(*) as n from run')).rows[0]?.n),
    async stop() {
      await Promise.all([patchbay.stop(), limit.stop(), upstream.stop()]);
      await database.end();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** As `npm start` starts it, with the API on loopback allowed. */
function startPatchbay(home: string, databaseUrl: string): Promise<Served> {
  return serve(join(root, 'apps/server/src/main.ts'), {
    args: ['--disallow-code-generation-from-strings'],
    env: {
      PORT: '3900',
      PATCHBAY_HOME: join(home, 'patchbay'),
      DATABASE_URL: databaseUrl,
      PATCHBAY_ALLOW_NETWORKS: '127.0.0.0/8',
      PATCHBAY_HOOK_RATE: '1000000',
    },
  });
}

async function publishFlows(url: string, flows: Record<string, unknown>): Promise<Record<string, string>> {
  const client = new PatchbayClient(url);
  await client.signUp();
  const hooks: Record<string, string> = {};
  for (const [name, document] of Object.entries(flows)) hooks[name] = (await client.publish(name, document)).url;
  return hooks;
}
