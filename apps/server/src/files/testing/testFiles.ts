import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../store/database.ts';
import { createFileRows } from '../../store/files/fileRows.ts';
import { createFileStore } from '../createFileStore.ts';
import { createDiskBytes } from '../diskBytes.ts';
import type { FileStore } from '../fileStore.ts';

/** Files in a folder of their own, and how to remove it. */
export async function testFiles({
  pool,
}: Pick<Database, 'pool'>): Promise<{ files: FileStore; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-files-'));
  const files = createFileStore({ rows: createFileRows(pool), bytes: createDiskBytes({ folder }) });
  return { files, remove: () => rm(folder, { recursive: true, force: true }) };
}
