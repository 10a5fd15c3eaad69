import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../store/testing.ts';
import type { End } from './testing/productDoors.ts';

type Report = {
  spellings: number;
  /** What arrived at an address that is not allowed, by door. */
  hits: Record<string, number>;
  publicHits: number;
  ends: Record<string, End[]>;
  log: string;
};

const fixture = fileURLToPath(new URL('./testing/ssrfProduct.fixture.ts', import.meta.url));

/** Not every machine lets a network be made. There, the doors are looked at with the parts they are made of only. */
const isAlone = spawnSync('unshare', ['--map-root-user', '--net', 'ip', 'link', 'set', 'lo', 'up']).status === 0;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-ssrf-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A socket in a file, which is in every network, that leads to the database's port. */
async function openWayIn(databaseUrl: string, file: string): Promise<{ close(): Promise<void> }> {
  const { hostname, port } = new URL(databaseUrl);
  const left = new Set<Promise<unknown>>();
  const server = createServer((inside) => {
    const outside = connect(Number(port), hostname);
    left.add(once(outside, 'close'));
    inside.pipe(outside).pipe(inside);
    inside.once('close', () => outside.end());
    for (const end of [inside, outside]) end.on('error', () => end.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(file, resolve));
  return {
    // Nobody uses the database any more when it is dropped.
    async close() {
      server.close();
      await Promise.all(left);
    },
  };
}

async function knock(how: 'product' | 'mutant'): Promise<Report> {
  const database = await testDatabase();
  const socketFile = join(folder, `${how}.sock`);
  const way = await openWayIn(database.url, socketFile);
  const { username, password, pathname } = new URL(database.url);
  const inside = `postgresql://${username}:${password}@127.0.0.1:5432${pathname}`;
  const given = [fixture, socketFile, inside, join(folder, how), how];
  const alone = ['--map-root-user', '--net', process.execPath, ...given];
  try {
    const { stdout } = await promisify(execFile)('unshare', alone, { maxBuffer: 100_000_000 });
    return JSON.parse(stdout);
  } finally {
    await way.close();
    await database.drop();
  }
}

describe.runIf(isAlone)('an address that is not allowed, brought to the whole product', () => {
  it('is reached by no spelling, through no door, and everybody is told why', async () => {
    const { hits, publicHits, ends, spellings, log } = await knock('product');
    expect(hits).toEqual({});
    expect(spellings).toBeGreaterThan(200);
    expect(publicHits).toBeGreaterThan(0);
    const all = Object.entries(ends).flatMap(([door, some]) => some.map((end) => ({ door, ...end })));
    expect(all.filter(({ code, message }) => !code || !message || code === 'unexpected')).toEqual([]);
    expect(log).not.toMatch(/Something went wrong|A request failed/);
  }, 150_000);

  it('is reached through every one of them where the check is switched off', async () => {
    const { hits, ends } = await knock('mutant');
    // References are left alone, whatever is allowed.
    const all = Object.keys(ends).filter((door) => door !== 'the references of a description');
    expect(Object.keys(hits).sort()).toEqual(all.sort());
  }, 150_000);
});
