import type { RunUseDeps } from '../runs/runPorts.ts';
import type { Database } from '../store/database.ts';
import type { DurableListener } from '../store/journal/journal.ts';
import { movedAway } from '../store/movedAway.ts';
import type { Notifications } from '../store/notifications.ts';
import { tell } from '../store/tell.ts';
import { FarRuns } from '../worker/FarRuns.ts';
import { LiveRuns } from '../worker/liveRuns.ts';
import type { Worker } from '../worker/worker.ts';

/** The channel on which every process hears that a person moved a run. The payload is the run's id and the worker's it was said to. */
export const RUN_CHANNEL = 'patchbay_run';

/** The channel on which processes hear which runs are watched elsewhere, and that those have moved. */
export const WATCH_CHANNEL = 'patchbay_watch';

type WatchParts = { pool: Database['pool']; notifications: Notifications } & Pick<RunUseDeps, 'now' | 'onError'>;

/** What tells watchers, here and elsewhere, what has become durable. */
export function openWatch({ pool, notifications, now, onError }: WatchParts) {
  const live = new LiveRuns();
  const say = (words: string) => tell(pool, WATCH_CHANNEL, words);
  const far = new FarRuns({ tell: say, now, onError: (error) => onError(error, {}) });
  notifications.on(WATCH_CHANNEL, (words) => far.heard(words));
  const onDurable: DurableListener = (runId, from, events) => {
    live.publish(runId, from, events);
    far.moved(runId);
  };
  return { live, far, onDurable };
}

/** Lets the worker hear what people say of its runs in any process. */
export function followPeople(worker: Worker, { pool, notifications, onError }: WatchParts): void {
  notifications.on(RUN_CHANNEL, (told) => listen(worker, told));
  notifications.onGap(() => void lookAgain(pool, worker).catch((error: unknown) => onError(error, {})));
}

/** Let go, so that it is looked at anew: it was cancelled, or is to be tried again. Where that was said here, it is done. */
function listen(worker: Worker, told: string): void {
  const [runId = '', by, word] = told.split(' ');
  if (word !== undefined) worker.hear(runId);
  else if (by !== worker.id) worker.abandon(runId);
}

/** After a time in which it may have missed what it was told: lets go of what is over, and hears again what goes on. */
async function lookAgain(pool: Database['pool'], worker: Worker): Promise<void> {
  const runIds = worker.moving;
  for (const runId of await movedAway(pool, { workerId: worker.id, runIds })) worker.abandon(runId);
  for (const runId of runIds) worker.hear(runId);
}
