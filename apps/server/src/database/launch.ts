import { type ChildProcess, spawn } from 'node:child_process';
import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartError } from '../startError.ts';
import type { Binaries } from './binaries.ts';
import { isAlive, readPostmaster } from './postmaster.ts';
import type { RunAs } from './runAs.ts';

/** A PostgreSQL data folder and all that is needed to start a server on it. */
export type Cluster = {
  folder: string;
  data: string;
  binaries: Binaries;
  user: string;
  password: string;
  as: RunAs;
};

/** No socket files: their paths may be longer than a socket's path can be. */
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];

const TRIES = 20;

/** Makes the data folder unless it is there. An attempt that was cut short leaves nothing that looks finished. */
export async function initialise(cluster: Cluster): Promise<void> {
  const { folder, data, binaries, user, password, as } = cluster;
  if (await exists(join(data, 'PG_VERSION'))) return;
  const unfinished = join(folder, 'data.unfinished');
  const passwordFile = join(folder, 'password.once');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = await stat(folder);
  await chown(unfinished, uid, gid);
  await chown(passwordFile, uid, gid);
  try {
    const [file, before] = as.command(binaries.initdb);
    const options = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const where = [`--pgdata=${unfinished}`, `--username=${user}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    const child = spawn(file, [...before, ...where, ...options], {
      ...as.options,
      cwd: unfinished,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const { code, said } = await ending(child);
    if (code !== 0) throw new StartError(`The database could not be made in ${folder}. ${said}`);
    await rename(unfinished, data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Starts a server on the data folder and gives its port once it accepts connections. */
export async function launch(cluster: Cluster): Promise<number> {
  const { folder, data } = cluster;
  const portFile = join(folder, 'port');
  let port = Number(await readFile(portFile, 'utf8').catch(() => ''));
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // The same port as last time, so that addresses people wrote down still hold; another one where it is taken.
    if (!(await isFree(port))) port = await freePort();
    const child = await spawnServer(cluster, port);
    if (await becomesReady(child, data)) {
      await writeFile(portFile, String(port));
      return port;
    }
    // It ended: its port was taken in between, or the processes of a server that was killed are still leaving.
    await wait(250);
  }
  const log = await readFile(join(folder, 'log'), 'utf8').catch(() => '');
  const fatal = log.split('\n').findLast((line) => /\b(FATAL|PANIC|ERROR):/.test(line));
  throw new StartError(`The database in ${data} does not start. ${fatal ?? `See ${join(folder, 'log')}.`}`);
}

async function spawnServer({ folder, data, binaries, as }: Cluster, port: number): Promise<ChildProcess> {
  const log = await open(join(folder, 'log'), 'w');
  try {
    const [file, before] = as.command(binaries.postgres);
    const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
    // Detached: a terminal's Ctrl+C goes to every process of a group, and the database has to outlive the draining.
    const child = spawn(file, [...before, '-D', data, '-p', String(port), ...settings], {
      ...as.options,
      cwd: data,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

/** False when the process ended instead. */
async function becomesReady(child: ChildProcess, data: string): Promise<boolean> {
  // A program that cannot be started at all has no process id, and says why in an event that must be listened to.
  child.once('error', () => undefined);
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const postmaster = await readPostmaster(data);
    if (postmaster?.pid === child.pid && postmaster.isReady && isAlive(child.pid)) return true;
    await wait(20);
  }
  return false;
}

function ending(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  const said: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said: Buffer.concat(said).toString('utf8').trim() }));
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Whether a port of this machine's own address can be listened on; never for 0. */
async function isFree(port: number): Promise<boolean> {
  return port > 0 && (await listenOn(port)) !== undefined;
}

async function freePort(): Promise<number> {
  const port = await listenOn(0);
  if (port === undefined) throw new StartError('This machine has no free port for the database.');
  return port;
}

function listenOn(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
