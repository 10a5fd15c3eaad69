import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answers } from '../store/cluster.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embeddedPostgres.ts';
import { readPostmaster } from './postmaster.ts';

// Every test makes a database, which takes a second, or many on a machine that is busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let home: string;
let running: EmbeddedPostgres[] = [];
let processes: ChildProcess[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'patchbay-home-'));
});
afterEach(async () => {
  for (const child of processes) child.kill('SIGKILL');
  for (const postgres of running) await postgres.stop();
  running = [];
  processes = [];
  await rm(home, { recursive: true, force: true });
});

async function start(as: 'server' | 'guest' = 'server'): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ home, as });
  running.push(postgres);
  return postgres;
}

/** A process of its own that starts the database of `home` and keeps it, and the database's address. */
async function startElsewhere(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [new URL('./keep.fixture.ts', import.meta.url).pathname, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(child);
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('It ended.')));
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { child, url };
}

const pidOf = async () => (await readPostmaster(join(home, 'postgres', 'data')))?.pid;

it('makes a database, stops it, and has it again at the same address', async () => {
  const first = await start();
  expect(await answers(first.url)).toBe(true);
  await first.stop();
  expect(await answers(first.url)).toBe(false);
  expect(await pidOf()).toBeUndefined();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await answers(second.url)).toBe(true);
});

it('keeps its password from others', async () => {
  const { url } = await start();
  expect((await stat(join(home, 'database-password'))).mode & 0o777).toBe(0o600);
  expect(await answers(url.replace(/:[^:@]+@/, ':wrong@'))).toBe(false);
});

it('refuses a second Patchbay on the same folder and says where the first one is', async () => {
  const first = await start();
  await first.announce('http://127.0.0.1:3000');
  await expect(start()).rejects.toThrow(`already running with the data in ${home} at http://127.0.0.1:3000.`);
  expect(await answers(first.url)).toBe(true);
});

it('lends the database of a running Patchbay to the command line, which does not stop it', async () => {
  const server = await start();
  await server.announce('http://127.0.0.1:3000');
  const guest = await start('guest');
  expect(guest.url).toBe(server.url);
  await guest.stop();
  expect(await answers(server.url)).toBe(true);
});

it('takes over a database whose Patchbay was killed', async () => {
  const { child, url } = await startElsewhere();
  const pid = await pidOf();
  child.kill('SIGKILL');
  const postgres = await start();
  expect(postgres.url).toBe(url);
  expect(await pidOf()).toBe(pid);
});

it('recovers a database that was killed together with its Patchbay', async () => {
  const { child, url } = await startElsewhere();
  const pid = (await pidOf()) ?? 0;
  child.kill('SIGKILL');
  process.kill(pid, 'SIGKILL');
  const postgres = await start();
  expect(await pidOf()).not.toBe(pid);
  expect(await answers(postgres.url)).toBe(true);
  expect(new URL(postgres.url).password).toBe(new URL(url).password);
});

it('starts a database again that dies while its Patchbay lives, at the same address and still for itself', async () => {
  const postgres = await start();
  await postgres.announce('http://127.0.0.1:3000');
  const pid = (await pidOf()) ?? 0;
  process.kill(pid, 'SIGKILL');
  await expect.poll(async () => (await pidOf()) !== pid && (await answers(postgres.url))).toBe(true);
  await expect.poll(() => start().catch((error: Error) => error.message)).toMatch(/already running/);
  await postgres.stop();
  expect(await pidOf()).toBeUndefined();
});
