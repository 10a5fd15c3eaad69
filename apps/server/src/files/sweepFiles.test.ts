import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFileRows, createOldFiles } from '../store/files/fileRows.ts';
import { ensurePartitions } from '../store/partitions.ts';
import { testDatabase } from '../store/testing.ts';
import type { ByteStore } from './byteStore.ts';
import { createFileStore } from './createFileStore.ts';
import { createDiskBytes } from './diskBytes.ts';
import type { FileStore } from './fileStore.ts';
import { sweepFiles } from './sweepFiles.ts';

const DAY_MS = 86_400_000;
const now = Date.now();

let database: Awaited<ReturnType<typeof testDatabase>>;
let folder: string;
let bytes: ByteStore;
let files: FileStore;
let workspaceId: string;
beforeAll(async () => {
  database = await testDatabase();
  await ensurePartitions(database.pool, now);
  folder = await mkdtemp(join(tmpdir(), 'patchbay-files-'));
  bytes = createDiskBytes({ folder });
  files = createFileStore({ rows: createFileRows(database.pool), bytes });
});
beforeEach(async () => {
  workspaceId = (await database.prisma.workspace.create({ data: { name: 'Files' } })).id;
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

const sweep = (keepDays?: number) =>
  sweepFiles({
    rows: createFileRows(database.pool),
    old: createOldFiles(database.pool),
    bytes,
    now: () => now,
    keptSince: async () => (keepDays === undefined ? null : now - keepDays * 86_400_000),
  });

/** A file that was kept so many days ago. */
async function keep(daysAgo: number, origin: 'run' | 'flow' = 'run'): Promise<string> {
  const given = { workspaceId, name: 'a.txt', contentType: 'text/plain', origin };
  const { file } = await files.keep(given, Buffer.from('a'));
  const at = new Date(now - daysAgo * DAY_MS);
  await database.pool.query('update file set created_at = $2 where id = $1', [file, at]);
  return file;
}

/** A run that began so many days ago and is not over. */
async function waitingRun(daysAgo: number, of = workspaceId): Promise<string> {
  const id = randomUUIDv7();
  await database.pool.query(
    `insert into run (id, workspace_id, flow_id, plan_id, mode, trigger, status, started_at)
      values ($1, $2, $3, $3, 'live', 'order', 'waiting', $4)`,
    [id, of, randomUUID(), new Date(now - daysAgo * DAY_MS)],
  );
  await database.pool.query('insert into run_lease (run_id) values ($1)', [id]);
  return id;
}

const isThere = async (file: string) =>
  (await files.find(workspaceId, file)) !== null && (await bytes.open(file))?.destroy() !== undefined;

describe('a file of runs', () => {
  it('goes with its bytes when it is older than runs are kept, and not before', async () => {
    const [old, young] = [await keep(31), await keep(29)];
    await sweep(30);
    expect([await isThere(old), await isThere(young)]).toEqual([false, true]);
    expect(await bytes.open(old)).toBeNull();
  });

  it('stays for ever where runs do', async () => {
    const old = await keep(4_000);
    await sweep();
    expect(await isThere(old)).toBe(true);
  });

  it('stays while a run that began before it waits, and goes when that is over', async () => {
    const old = await keep(31);
    const run = await waitingRun(31.5);
    await sweep(30);
    expect(await isThere(old)).toBe(true);
    await database.pool.query('delete from run_lease where run_id = $1', [run]);
    await sweep(30);
    expect(await isThere(old)).toBe(false);
  });

  it('is not held by runs that began later, nor by those of others', async () => {
    const old = await keep(31);
    await waitingRun(2);
    const other = await database.prisma.workspace.create({ data: { name: 'Other' } });
    await waitingRun(40, other.id);
    await sweep(30);
    expect(await isThere(old)).toBe(false);
  });
});

describe('a file of a flow', () => {
  it('stays while a draft or a published version names it, and goes a day after none does', async () => {
    const [drafted, planned, dropped, fresh] = [
      await keep(400, 'flow'),
      await keep(400, 'flow'),
      await keep(2, 'flow'),
      await keep(0.5, 'flow'),
    ];
    const flow = await database.prisma.flow.create({ data: { workspaceId, name: 'A' } });
    await database.prisma.draft.create({ data: { flowId: flow.id, document: { file: drafted } } });
    const plan = { id: randomUUID(), workspaceId, plan: { file: planned }, document: {} };
    await database.prisma.runPlan.create({ data: plan });
    await sweep(1);
    const there = [drafted, planned, dropped, fresh].map(isThere);
    expect(await Promise.all(there)).toEqual([true, true, false, true]);
  });
});

it('removes what was given up halfway', async () => {
  const rows = createFileRows(database.pool);
  const begun = { workspaceId, origin: 'run' as const, name: 'a', contentType: 'a/b' };
  await rows.begin({ id: 'file_old', ...begun });
  await rows.begin({ id: 'file_new', ...begun });
  await database.pool.query(`update file set created_at = now() - interval '2 days' where id = 'file_old'`);
  await sweep();
  const { rows: left } = await database.pool.query(`select id from file where size is null`);
  expect(left).toEqual([{ id: 'file_new' }]);
});

it('goes on where it was cut off: a file whose bytes are gone is removed the next time', async () => {
  const old = await keep(31);
  await bytes.remove(old);
  await sweep(30);
  expect(await files.find(workspaceId, old)).toBeNull();
});

it('has no file any more where only its bytes were deleted', async () => {
  const file = await keep(0);
  await bytes.remove(file);
  expect(await files.open(workspaceId, file)).toBeNull();
});
