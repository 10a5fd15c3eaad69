import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { findRun } from '../runs/findRun.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import { type ReplayWish, readReplay } from './readReplay.ts';

/** Runs a finished run again, as a run of its own. Throws `run_cannot_be_replayed` with why, and starts nothing then. */
export async function replayRun(
  wish: ReplayWish,
  access: Access<'run.replay'>,
  deps: RunUseDeps,
): Promise<{ runId: string }> {
  await findRun(wish.runId, access, deps);
  const at = deps.now();
  const { run, refusals } = await readReplay({ ...wish, at }, deps);
  if (refusals.length > 0) {
    throw new AppError('run_cannot_be_replayed', { reason: refusals.join(' '), details: refusals });
  }
  const runId = await deps.replays.start(run, { of: wish.runId, by: access.userId, now: at });
  await deps.worker.wake([runId]);
  return { runId };
}
