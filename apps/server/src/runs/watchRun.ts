import type { RunEvent } from '@patchbay/execution';
import type { RunJournal } from '../store/journal/journal.ts';
import type { FarRuns } from '../worker/FarRuns.ts';
import type { LiveRuns } from '../worker/liveRuns.ts';

export type Watched = { from: number; events: RunEvent[] };

/** How long another process may move a run, and not be heard of, before a watcher here looks by itself. */
const LOOK_MS = 1_000;

/**
 * Yields what is known of a run from event `from` on, then each batch as it becomes durable, until the run ends or
 * `signal` aborts. What happens in this process is heard at once, and soon what happens in others: through
 * `far`, or at the next look where that is absent.
 */
export async function* watchRun(
  { runId, from }: { runId: string; from: number },
  signal: AbortSignal,
  deps: { journal: Pick<RunJournal, 'readFrom'>; live: LiveRuns; far?: Pick<FarRuns, 'watch'> },
): AsyncGenerator<Watched> {
  let next = from;
  let wake: () => void = () => undefined;
  let isStirred = false;
  const stir = () => {
    isStirred = true;
    wake();
  };
  const stopListening = deps.live.listen(runId, stir);
  const stopWatching = deps.far?.watch(runId, stir);
  signal.addEventListener('abort', stir);
  try {
    while (!signal.aborted) {
      isStirred = false;
      const events = await deps.journal.readFrom(runId, next);
      if (events.length > 0) {
        yield { from: next, events };
        next += events.length;
        if (events.at(-1)?.type === 'run.finished') return;
      }
      if (!isStirred) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, LOOK_MS);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    }
  } finally {
    stopListening();
    stopWatching?.();
    signal.removeEventListener('abort', stir);
  }
}
