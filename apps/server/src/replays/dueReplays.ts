import { AppError } from '../errors.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import { type ReplayDeps, readReplay } from './readReplay.ts';
import type { BatchWish, Prepared } from './replayPorts.ts';

export type DueReplaysDeps = ReplayDeps & Pick<RunUseDeps, 'replays' | 'onError'>;

/** Starts what is left of runs that are run again together, a few at a time. */
export function dueReplays(deps: DueReplaysDeps) {
  return {
    startDue: (now: number) => deps.replays.startSome(now, (runId, wish) => prepare({ runId, wish, at: now }, deps)),
  };
}

/** A run that cannot be read must not keep the others from starting. */
async function prepare(
  { runId, wish: { from, newest }, at }: { runId: string; wish: BatchWish; at: number },
  deps: DueReplaysDeps,
): Promise<Prepared> {
  try {
    const { run, refusals } = await readReplay({ runId, from: { kind: from }, newest, at }, deps);
    return refusals.length > 0 ? { refusal: refusals.join(' ') } : { run };
  } catch (error) {
    if (!(error instanceof AppError)) deps.onError(error, { runId });
    return { refusal: error instanceof AppError ? error.message : 'Patchbay could not read what it did.' };
  }
}
