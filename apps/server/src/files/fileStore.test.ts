import { mkdtemp, open, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileRows, type FileRows } from '../store/files/fileRows.ts';
import { testDatabase } from '../store/testing.ts';
import { createFileStore } from './createFileStore.ts';
import { createDiskBytes, sweepArriving } from './diskBytes.ts';
import { fileStoreContract } from './testing/fileStoreContract.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let folder: string;
let rows: FileRows;
beforeAll(async () => {
  database = await testDatabase();
  rows = createFileRows(database.pool);
  folder = await mkdtemp(join(tmpdir(), 'patchbay-files-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

const workspace = async () => (await database.prisma.workspace.create({ data: { name: 'Files' } })).id;

async function stored(): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('on a disk', () => {
  fileStoreContract(async () => ({
    files: createFileStore({ rows, bytes: createDiskBytes({ folder }) }),
    workspaceId: await workspace(),
    otherId: await workspace(),
    stored,
  }));

  it('says that the disk is full, and keeps no trace of the file', async () => {
    const workspaceId = await workspace();
    const full = createDiskBytes({ folder, create: () => open('/dev/full', 'w') });
    const files = createFileStore({ rows, bytes: full });
    const kept = files.keep({ workspaceId, name: 'a', contentType: 'text/plain' }, Buffer.alloc(10));
    await expect(kept).rejects.toMatchObject({ failure: { code: 'file_store_full', retry: 'later' } });
    expect((await database.pool.query('select from file where workspace_id = $1', [workspaceId])).rowCount).toBe(0);
  });

  it('sweeps what a crash left half written, and not what is being written now', async () => {
    const arriving = join(folder, 'arriving');
    const now = Date.now();
    await writeFile(join(arriving, 'file_old'), 'half');
    await utimes(join(arriving, 'file_old'), new Date(0), new Date(now - 2 * 86_400_000));
    await writeFile(join(arriving, 'file_new'), 'half');
    await sweepArriving(folder, now);
    expect(await readdir(arriving)).toEqual(['file_new']);
    await rm(join(arriving, 'file_new'));
  });

  it('has nothing to sweep before the first file', async () => {
    await expect(sweepArriving(join(folder, 'nowhere'), 0)).resolves.toBeUndefined();
  });
});
