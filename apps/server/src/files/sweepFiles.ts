import type { FileRows, OldFiles } from '../store/files/fileRows.ts';
import type { ByteStore } from './byteStore.ts';

export type SweepDeps = {
  rows: FileRows;
  old: OldFiles;
  bytes: ByteStore;
  now(): number;
  /** Files of runs from before then are not kept (milliseconds since 1970); null: all are. */
  keptSince(): Promise<number | null>;
};

/**
 * Removes files that are given up, too old, or named by no flow any more. The bytes go first: what is cut off halfway is found
 * again by its row.
 */
export async function sweepFiles({ rows, old, bytes, now, keptSince }: SweepDeps): Promise<void> {
  const remove = async (look: () => Promise<string[]>) => {
    for (let ids = await look(); ids.length > 0; ids = await look()) {
      for (const id of ids) await bytes.remove(id);
      await rows.forget(ids);
    }
  };
  await remove(() => old.givenUp(now()));
  await remove(() => old.unnamed(now()));
  const since = await keptSince();
  if (since !== null) await remove(() => old.outlived(since));
}
