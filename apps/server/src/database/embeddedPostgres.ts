import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartError } from '../startError.ts';
import { answers, ensureDatabase, type Hold, takeHold } from '../store/cluster.ts';
import { findBinaries } from './binaries.ts';
import { secretIn } from './home.ts';
import { keepUp } from './keepUp.ts';
import { type Cluster, initialise, launch } from './launch.ts';
import { isAlive, readPostmaster } from './postmaster.ts';
import { runAs } from './runAs.ts';

/** The PostgreSQL under a home folder, running. */
export type EmbeddedPostgres = {
  url: string;
  /** What a second Patchbay on the same folder is told about this one: its address. */
  announce(address: string): Promise<void>;
  /** Stops it, if this process is the one that may. */
  stop(): Promise<void>;
};

const DATABASE = 'patchbay';
const USER = 'patchbay';

/** How long a server has to come up after a crash, going through its log, or to go away. */
const PATIENCE_MS = 60_000;

/** A `server` has the database for itself; a `guest` (the command line) uses the one a server has, if there is one. */
export type EmbeddedOptions = { home: string; as: 'server' | 'guest' };

/**
 * Starts PostgreSQL under `home`/postgres, making it at the first start. One that outlived a killed Patchbay is taken
 * over as it is; one that died with it, or dies later, is started and recovers by itself. Throws StartError when another
 * Patchbay has it.
 */
export async function startEmbeddedPostgres({ home, as }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(home);
  const deadline = Date.now() + (as === 'server' ? 5_000 : PATIENCE_MS);
  for (;;) {
    const port = await bringUp(cluster);
    const urlOf = (database: string) => `postgresql://${USER}:${cluster.password}@127.0.0.1:${port}/${database}`;
    // The connection breaks when the process that has it just now stops it on its way out: then it is brought up again.
    const taken = await takeHold(urlOf('postgres')).catch(() => undefined);
    if (taken?.ok) {
      await ensureDatabase(urlOf('postgres'), DATABASE);
      return owned({ cluster, hold: taken.hold, url: urlOf(DATABASE) });
    }
    // An address means a server that is up; without one it may be a command that is gone in a moment.
    const isServing = taken?.ok === false && taken.heldBy.startsWith('http');
    if (isServing && as === 'guest') {
      return { url: urlOf(DATABASE), announce: async () => undefined, stop: async () => undefined };
    }
    if (isServing || Date.now() > deadline) {
      const where = isServing ? ` at ${taken.heldBy}` : '';
      throw new StartError(
        `Patchbay is already running with the data in ${home}${where}. Stop it first, or set PATCHBAY_HOME to another folder.`,
      );
    }
    await wait(100);
  }
}

async function openCluster(home: string): Promise<Cluster> {
  const folder = join(home, 'postgres');
  await mkdir(folder, { recursive: true });
  const binaries = await findBinaries();
  const password = await secretIn(home, 'database-password');
  return {
    folder,
    data: join(folder, 'data'),
    binaries,
    password,
    user: USER,
    as: runAs({ program: binaries.postgres, folder }),
  };
}

/** Gives the port of a server that accepts connections: the one that is there, or a new one. */
async function bringUp(cluster: Cluster): Promise<number> {
  const port = await portOfRunning(cluster);
  if (port !== undefined) return port;
  await initialise(cluster);
  return launch(cluster);
}

/** Waits out a server that is coming up or going down; undefined when there is none (any more). */
async function portOfRunning({ data, password }: Cluster): Promise<number | undefined> {
  const since = Date.now();
  while (Date.now() - since < PATIENCE_MS) {
    const postmaster = await readPostmaster(data);
    if (postmaster === undefined || !isAlive(postmaster.pid)) return undefined;
    if (await answers(`postgresql://${USER}:${password}@127.0.0.1:${postmaster.port}/postgres`)) return postmaster.port;
    if (postmaster.isReady && Date.now() - since > 2_000) {
      // It says it is ready and does not answer: the process with its number is another program's by now.
      await rm(join(data, 'postmaster.pid'), { force: true });
      return undefined;
    }
    await wait(50);
  }
  throw new StartError(`The database in ${data} does not start. What it says is in ${join(data, '..', 'log')}.`);
}

type Owned = { cluster: Cluster; hold: Hold; url: string };

/** A server that dies under a Patchbay that lives, of a disk that is full or by somebody's hand, is started again. */
function owned({ cluster, hold, url }: Owned): EmbeddedPostgres {
  let held = hold;
  let address: string | undefined;
  const stopKeeping = keepUp({
    async isUp() {
      const postmaster = await readPostmaster(cluster.data);
      return postmaster !== undefined && isAlive(postmaster.pid);
    },
    async bringUp() {
      await bringUp(cluster);
      const taken = await takeHold(withDatabase(url, 'postgres'));
      if (!taken.ok) return;
      held = taken.hold;
      if (address !== undefined) await held.describe(address);
    },
  });
  return {
    url,
    announce(text) {
      address = text;
      return held.describe(text);
    },
    async stop() {
      await stopKeeping();
      await stopServer(cluster);
      await held.release().catch(() => undefined);
    },
  };
}

function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = database;
  return other.href;
}

/** A fast shutdown: connections are cut, what was committed is written out. */
async function stopServer({ data }: Cluster): Promise<void> {
  const postmaster = await readPostmaster(data);
  if (postmaster === undefined) return;
  process.kill(postmaster.pid, 'SIGINT');
  const deadline = Date.now() + PATIENCE_MS;
  // The file goes last of all; the process may linger as a zombie where nobody collects it.
  while ((await readPostmaster(data)) !== undefined && Date.now() < deadline) await wait(20);
}
