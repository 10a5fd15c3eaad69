import { Worker } from 'node:worker_threads';
import type { Measured } from './measureDescription.ts';

/** Longer than anything here takes to be read and judged: what hangs is stopped and counts as a crash. */
const LIMIT_MS = 600_000;

/** A thread that measures descriptions; one that dies or hangs is replaced, and its description counts as crashed. */
export function openWatchedThread() {
  let worker: Worker | undefined;
  return {
    async measure(path: string): Promise<Measured & { crashed?: string }> {
      worker ??= new Worker(new URL('./thread.ts', import.meta.url));
      const answer = await answerOf(worker, path);
      if (!('crashed' in answer)) return answer;
      await worker.terminate();
      worker = undefined;
      return { operations: 0, forms: 0, fitting: 0, readMs: 0, failures: [], ...answer };
    },
    close: async () => void (await worker?.terminate()),
  };
}

function answerOf(worker: Worker, path: string): Promise<Measured | { crashed: string }> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle({ crashed: `took longer than ${LIMIT_MS / 1000} s` }), LIMIT_MS);
    const settle = (answer: Measured | { crashed: string }) => {
      clearTimeout(timer);
      worker.off('message', settle).off('error', died);
      resolve(answer);
    };
    const died = (error: unknown) => settle({ crashed: String(error) });
    worker.on('message', settle).on('error', died);
    worker.postMessage(path);
  });
}
