import { join } from 'node:path';
import type { Config } from '../config.ts';
import { createFileStore } from '../files/createFileStore.ts';
import { createDiskBytes, sweepArriving } from '../files/diskBytes.ts';
import type { FileStore } from '../files/fileStore.ts';
import { sweepFiles } from '../files/sweepFiles.ts';
import type { Database } from '../store/database.ts';
import { createFileRows, createOldFiles } from '../store/files/fileRows.ts';

/** The files of this instance, and what removes those that nobody needs. */
export type OpenedFiles = { files: FileStore; sweepFiles(): Promise<void> };

/** Files as the configuration says: on the disk. */
export function openFiles(
  { pool }: Pick<Database, 'pool'>,
  { home, keepRunsDays }: Pick<Config, 'home' | 'keepRunsDays'>,
): OpenedFiles {
  const rows = createFileRows(pool);
  const folder = join(home, 'files');
  const bytes = createDiskBytes({ folder });
  const keep = keepRunsDays === undefined ? {} : { keepDays: keepRunsDays };
  return {
    files: createFileStore({ rows, bytes }),
    async sweepFiles() {
      await sweepArriving(folder, Date.now());
      await sweepFiles({ rows, old: createOldFiles(pool), bytes, now: Date.now, ...keep });
    },
  };
}
