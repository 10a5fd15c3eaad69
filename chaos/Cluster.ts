import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Pool } from 'pg';
import { PatchbayClient } from '../e2e/support/patchbayClient.ts';
import { Disk } from './Disk.ts';
import { Machine } from './Machine.ts';
import type { Scenario } from './scenario.ts';
import { Sink } from './Sink.ts';
import { Wire } from './Wire.ts';

type Parts = {
  folder: string;
  databaseUrl: string;
  machines: readonly Machine[];
  wires: readonly Wire[];
  sink: Sink;
  disks: { database?: Disk; files?: Disk };
};

type Opening = { scenario: Pick<Scenario, 'machines' | 'disks' | 'other'>; root: string; otherRoot?: string };

/** Others of these may run beside this one. */
const FIRST_PORT = 20_000 + (process.pid % 400) * 20;
const KEY = '11'.repeat(32);

/** Several machines on one PostgreSQL, the API they call, and the person whose flows run there. */
export class Cluster {
  readonly machines: readonly Machine[];
  /** Each machine's own wire to the database. */
  readonly wires: readonly Wire[];
  readonly sink: Sink;
  readonly disks: Parts['disks'];
  readonly client: PatchbayClient;
  readonly #folder: string;
  readonly #pool: Pool;
  readonly #opened: AsyncDisposableStack;

  private constructor({ folder, databaseUrl, machines, wires, sink, disks }: Parts, opened: AsyncDisposableStack) {
    this.machines = machines;
    this.wires = wires;
    this.sink = sink;
    this.disks = disks;
    this.#folder = folder;
    this.#pool = opened.adopt(poolOf(databaseUrl), (pool) => pool.end());
    this.#opened = opened;
    this.client = new PatchbayClient(machines[0]?.url ?? '');
  }

  /** The first machine has the API; all are ready when this resolves. `otherRoot`: the other version's code, where there is one. */
  static async open({ scenario, root, otherRoot = root }: Opening): Promise<Cluster> {
    await using opened = new AsyncDisposableStack();
    const folder = mkdtempSync(join(tmpdir(), 'patchbay-chaos-'));
    opened.defer(() => rmSync(folder, { recursive: true, force: true }));
    const disks: Parts['disks'] = {};
    const disk = (at: string, megabytes: number) => opened.adopt(Disk.open(at, megabytes), (one) => one.close());
    const { machines: services, disks: sizes, other } = scenario;
    if (sizes?.database !== undefined) disks.database = disk(join(folder, 'postgres'), sizes.database);
    // It keeps its server up, as it does for a Patchbay that has its own.
    const start = await starterIn(root);
    const postgres = opened.adopt(await start({ home: folder, as: 'server' }), (one) => one.stop());
    const sink = opened.adopt(await Sink.open(), (one) => one.close());
    const wires: Wire[] = [];
    const machines: Machine[] = [];
    for (const [number, service] of services.entries()) {
      const wire = opened.adopt(await Wire.to(Number(new URL(postgres.url).port)), (one) => one.close());
      const code = other?.machines.includes(number) ? otherRoot : root;
      const settings = settingsFor(postgres.url, wire.port);
      const machine = new Machine({ root: code, folder, port: FIRST_PORT + number, services: service, settings });
      wires.push(wire);
      machines.push(machine);
      opened.defer(async () => void (await machine.kill()));
    }
    const [first, ...others] = machines;
    if (sizes?.files !== undefined && first) disks.files = disk(join(first.home, 'files'), sizes.files);
    await first?.start();
    await Promise.all(others.map((machine) => machine.start()));
    const parts = { folder, databaseUrl: postgres.url, machines, wires, sink, disks };
    const cluster = new Cluster(parts, opened.move());
    await cluster.client.signUp();
    // The run of the example that everybody begins with is none of the story's.
    await cluster.ask('delete from run_journal');
    await cluster.ask('delete from run');
    return cluster;
  }

  /** Rows of a question to the database, past all machines. */
  async ask<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#pool.query<Row>(text, [...values]);
    return rows;
  }

  /** The whole database server dies at once, and is started again by who keeps it; resolves when it takes connections. */
  async crashDatabase(): Promise<void> {
    const pidFile = join(this.#folder, 'postgres', 'data', 'postmaster.pid');
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL');
    for (;;) {
      const answer = await this.#pool.query('select').catch(() => undefined);
      if (answer !== undefined) return;
      await wait(20);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#opened.disposeAsync();
  }
}

/** Of the code that is looked at, which may have a fault. */
async function starterIn(root: string) {
  const file = pathToFileURL(join(root, 'apps/server/src/database/embeddedPostgres.ts')).href;
  const code = (await import(file)) as typeof import('../apps/server/src/database/embeddedPostgres.ts');
  return code.startEmbeddedPostgres;
}

function settingsFor(url: string, port: number): Record<string, string> {
  const database = new URL(url);
  database.port = String(port);
  return {
    DATABASE_URL: database.href,
    PATCHBAY_KEY: KEY,
    PATCHBAY_ALLOW_NETWORKS: '127.0.0.0/8',
    PATCHBAY_HOOK_RATE: '1000000',
    PATCHBAY_LOG_LEVEL: 'fatal',
  };
}

function poolOf(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 3_000 });
  // It dies with the database, which is what some stories are about.
  pool.on('error', () => undefined);
  return pool;
}
