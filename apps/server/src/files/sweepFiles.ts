import type { FileRows, OldFiles } from '../store/files/fileRows.ts';
import type { ByteStore } from './byteStore.ts';

export type SweepDeps = {
  rows: FileRows;
  old: OldFiles;
  bytes: ByteStore;
  now(): number;
  /** How long files of runs are kept; absent: for ever. */
  keepDays?: number;
};

const DAY_MS = 86_400_000;

/**
 * Removes files that are given up, too old, or named by no flow any more. The bytes go first: what is cut off halfway is found
 * again by its row.
 */
export async function sweepFiles({ rows, old, bytes, now, keepDays }: SweepDeps): Promise<void> {
  const remove = async (look: () => Promise<string[]>) => {
    for (let ids = await look(); ids.length > 0; ids = await look()) {
      for (const id of ids) await bytes.remove(id);
      await rows.forget(ids);
    }
  };
  await remove(() => old.givenUp(now()));
  await remove(() => old.unnamed(now()));
  if (keepDays !== undefined) await remove(() => old.outlived(now() - keepDays * DAY_MS));
}
