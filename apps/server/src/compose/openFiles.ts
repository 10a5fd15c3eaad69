import { join } from 'node:path';
import type { Config } from '../config.ts';
import { createEgress } from '../egress/egress.ts';
import { createBucketBytes } from '../files/bucketBytes.ts';
import type { ByteStore } from '../files/byteStore.ts';
import { createFileStore } from '../files/createFileStore.ts';
import { createDiskBytes, sweepArriving } from '../files/diskBytes.ts';
import type { FileStore } from '../files/fileStore.ts';
import { sweepFiles } from '../files/sweepFiles.ts';
import type { Database } from '../store/database.ts';
import { createFileRows, createOldFiles } from '../store/files/fileRows.ts';
import { keptSince } from '../store/retention/keptSince.ts';

const DAY_MS = 86_400_000;

/** The files of this instance, what removes those that nobody needs, and how to let go of them. */
export type OpenedFiles = {
  files: FileStore;
  /** The same ones, as requests of people reach them. */
  filesOfPeople: FileStore;
  sweepFiles(): Promise<void>;
  closeFiles(): Promise<void>;
};

type FileParts = {
  database: Pick<Database, 'pool'>;
  people: Pick<Database, 'pool'>;
  config: Pick<Config, 'home' | 'bucket' | 'keepRunsDays' | 'keepFilesDays' | 'outgoing'>;
  now(): number;
  onError(error: unknown): void;
};

/** Files as the configuration says: on the disk, or in a bucket. */
export function openFiles({ database: { pool }, people, config, now, onError }: FileParts): OpenedFiles {
  const rows = createFileRows(pool);
  const folder = join(config.home, 'files');
  const { bytes, close } = openBytes(folder, config);
  return {
    files: createFileStore({ rows, bytes, onError }),
    filesOfPeople: createFileStore({ rows: createFileRows(people.pool), bytes, onError }),
    async sweepFiles() {
      await sweepArriving(folder, now());
      const old = createOldFiles(pool);
      await sweepFiles({ rows, old, bytes, now, keptSince: () => filesKeptSince(pool, { ...config, now: now() }) });
    },
    closeFiles: close,
  };
}

/** By their own age where that is set; else as runs are, less a day: a file may be there before its run. */
async function filesKeptSince(
  pool: Database['pool'],
  { keepFilesDays, keepRunsDays, now }: Pick<Config, 'keepFilesDays' | 'keepRunsDays'> & { now: number },
): Promise<number | null> {
  if (keepFilesDays !== undefined) return now - keepFilesDays * DAY_MS;
  const runs = await keptSince(pool);
  const days = keepRunsDays === undefined ? null : now - keepRunsDays * DAY_MS;
  return runs === null ? days : Math.max(runs - DAY_MS, days ?? 0);
}

function openBytes(
  folder: string,
  { bucket, outgoing }: Pick<Config, 'bucket' | 'outgoing'>,
): { bytes: ByteStore; close(): Promise<void> } {
  if (bucket === undefined) return { bytes: createDiskBytes({ folder }), close: async () => undefined };
  // Of its own, for the bucket may be in a network that flows may not reach. It goes nowhere but to this endpoint.
  const egress = createEgress({ allowNetworks: ['0.0.0.0/0', '::/0'], ...outgoing });
  return { bytes: createBucketBytes({ bucket, egress }), close: () => egress.close() };
}
