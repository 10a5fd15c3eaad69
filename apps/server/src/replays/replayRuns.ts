import type { Access } from '../policies/can.ts';
import type { RunFilter, RunUseDeps } from '../runs/runPorts.ts';
import type { BatchRow, BatchWish } from './replayPorts.ts';

/** More at once is a mistake more often than a wish. */
const MOST_REPLAYED = 10_000;

/** Has all finished live runs that fit run again, the oldest first, a few a second, whatever becomes of this process. */
export function replayRuns(
  { filter, from, newest }: BatchWish & { filter: RunFilter },
  { workspaceId, userId: by }: Access<'run.replay'>,
  { replays }: Pick<RunUseDeps, 'replays'>,
): Promise<BatchRow> {
  return replays.create({ workspaceId, by, filter, from, newest, most: MOST_REPLAYED });
}
