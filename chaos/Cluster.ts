import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { startEmbeddedPostgres } from '../apps/server/src/database/embeddedPostgres.ts';
import { PatchbayClient } from '../e2e/support/patchbayClient.ts';
import { Machine } from './Machine.ts';
import { Sink } from './Sink.ts';
import { Wire } from './Wire.ts';

type Postgres = Awaited<ReturnType<typeof startEmbeddedPostgres>>;

const FIRST_PORT = 4_400;
const KEY = '11'.repeat(32);

/** Several machines on one PostgreSQL, the API they call, and the person whose flows run there. */
export class Cluster {
  readonly machines: readonly Machine[];
  /** Each machine's own wire to the database. */
  readonly wires: readonly Wire[];
  readonly sink: Sink;
  readonly client: PatchbayClient;
  readonly #folder: string;
  #postgres: Postgres;
  #pool: Pool;

  private constructor(parts: Pick<Cluster, 'machines' | 'wires' | 'sink'> & { folder: string; postgres: Postgres }) {
    this.machines = parts.machines;
    this.wires = parts.wires;
    this.sink = parts.sink;
    this.#folder = parts.folder;
    this.#postgres = parts.postgres;
    this.#pool = poolOf(parts.postgres);
    this.client = new PatchbayClient(parts.machines[0]?.url ?? '');
  }

  /** The first machine has the API, the others what `services` says; all are ready when this resolves. */
  static async open({ root, services }: { root: string; services: readonly string[] }): Promise<Cluster> {
    const folder = mkdtempSync(join(tmpdir(), 'patchbay-chaos-'));
    const postgres = await startEmbeddedPostgres({ home: folder, as: 'server' });
    const sink = await Sink.open();
    const wires: Wire[] = [];
    const machines: Machine[] = [];
    for (const [number, service] of services.entries()) {
      const wire = await Wire.to(Number(new URL(postgres.url).port));
      const database = new URL(postgres.url);
      database.port = String(wire.port);
      const settings = {
        DATABASE_URL: database.href,
        PATCHBAY_KEY: KEY,
        PATCHBAY_ALLOW_NETWORKS: '127.0.0.0/8',
        PATCHBAY_HOOK_RATE: '1000000',
        PATCHBAY_LOG_LEVEL: 'fatal',
      };
      wires.push(wire);
      machines.push(new Machine({ root, folder, port: FIRST_PORT + number, services: service, settings }));
    }
    for (const machine of machines) await machine.start();
    const cluster = new Cluster({ machines, wires, sink, folder, postgres });
    await cluster.client.signUp();
    return cluster;
  }

  /** Rows of a question to the database, past all machines. */
  async ask<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#pool.query<Row>(text, [...values]);
    return rows;
  }

  /** The whole database server dies at once, and comes back; milliseconds until it took connections again. */
  async crashDatabase(): Promise<number> {
    const pidFile = join(this.#folder, 'postgres', 'data', 'postmaster.pid');
    await this.#pool.end();
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL');
    const began = Date.now();
    this.#postgres = await startEmbeddedPostgres({ home: this.#folder, as: 'server' });
    this.#pool = poolOf(this.#postgres);
    return Date.now() - began;
  }

  async close(): Promise<void> {
    await Promise.all(this.machines.map((machine) => machine.kill()));
    await this.#pool.end();
    await this.sink.close();
    await Promise.all(this.wires.map((wire) => wire.close()));
    await this.#postgres.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function poolOf({ url }: Postgres): Pool {
  const pool = new Pool({ connectionString: url, max: 4 });
  // It dies with the database, which is what some stories are about.
  pool.on('error', () => undefined);
  return pool;
}
