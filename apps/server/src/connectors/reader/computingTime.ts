import type { Worker } from 'node:worker_threads';

/** On a machine so busy that a thread gets less than a sixth of it, waiting any longer helps nobody. */
const MOST_TIMES = 6;

/**
 * Calls `over` once a thread has computed for so many milliseconds from now on, or after six times as long by the clock. Its own
 * computing counts, as a busy machine is not its fault. The answer calls it off.
 */
export function afterComputing(worker: Worker, milliseconds: number, over: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isOff = false;
  const until = performance.now() + MOST_TIMES * milliseconds;
  const before = computedMs(worker);
  const look = async () => {
    const left = milliseconds - ((await computedMs(worker)) - (await before));
    if (isOff) return;
    if (left <= 0 || performance.now() >= until) over();
    else timer = setTimeout(look, Math.min(Math.max(left, 1), until - performance.now()));
  };
  timer = setTimeout(look, milliseconds);
  return () => {
    isOff = true;
    clearTimeout(timer);
  };
}

/** What a thread has computed so far; nothing while it starts, and once it has ended. */
async function computedMs(worker: Worker): Promise<number> {
  const used = await worker.cpuUsage().catch(() => undefined);
  return used === undefined ? 0 : (used.user + used.system) / 1_000;
}
