import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.ts';
import type { DescriptionReader } from '../connectorStore.ts';
import { afterComputing } from './computingTime.ts';
import type { ReaderAnswer, ReaderProgress, ReaderRequest } from './message.ts';

/** A description that takes more computing, or more memory, is refused: it is broken, or meant to be. */
const LIMITS = { milliseconds: 5_000, megabytes: 1_024 };

/** The thread leaves after this long without work, with the memory of what it read. */
const IDLE_MS = 60_000;

/**
 * Reads descriptions in a thread of their own, one after the other, so that 20 MB of YAML keep nobody waiting and a
 * hostile one can be stopped wherever it is.
 */
export function createDescriptionReader(limits = LIMITS): DescriptionReader {
  const threads = createThread(limits.megabytes);
  let queue: Promise<unknown> = Promise.resolve();
  const progress = new Map<string, { opened: number; total: number }>();

  const ask = (request: ReaderRequest, onProgress?: OnProgress): Promise<ReaderAnswer> => {
    const { milliseconds } = limits;
    const answer = queue.then(() => threads.ask(request, { milliseconds, ...(onProgress && { onProgress }) }));
    queue = answer.catch(() => undefined);
    return answer;
  };
  return {
    async read(source, { progressKey, ...options }) {
      const onProgress = progressKey === undefined ? undefined : (it: ReaderProgress) => progress.set(progressKey, it);
      try {
        const answer = understood(await ask({ kind: 'read', source, options }, onProgress));
        if (answer.kind !== 'read') throw new Error('The reader answered another question.');
        return answer.description;
      } finally {
        if (progressKey !== undefined) progress.delete(progressKey);
      }
    },
    progressOf: (key) => progress.get(key),
    async compare({ earlier, later, first }) {
      const options = { id: 'compared', version: '1', overlay: earlier.overlay };
      const asked = { source: earlier.source, later: later.source, laterOverlay: later.overlay };
      const answer = understood(await ask({ kind: 'compare', ...asked, first, options }));
      if (answer.kind !== 'compared') throw new Error('The reader answered another question.');
      return answer.difference;
    },
    async operations(source, { names, ...options }) {
      const answer = understood(await ask({ kind: 'operations', source, options, names }));
      if (answer.kind !== 'operations') throw new Error('The reader answered another question.');
      return answer.operations;
    },
    close: () => threads.close(),
  };
}

function understood(answer: ReaderAnswer): Exclude<ReaderAnswer, { kind: 'refused' | 'failed' }> {
  if (answer.kind === 'refused') throw new AppError('description_unreadable', { reason: answer.reason });
  if (answer.kind === 'failed') {
    throw new AppError('description_unreadable', { cause: new Error(answer.reason) });
  }
  return answer;
}

type OnProgress = (progress: ReaderProgress) => void;
type Patience = { milliseconds: number; onProgress?: OnProgress };

function createThread(megabytes: number) {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;

  const start = () =>
    new Worker(new URL('./readerThread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      env: {},
    });
  const stop = async () => {
    clearTimeout(idle);
    const stopping = worker;
    worker = undefined;
    await stopping?.terminate();
  };

  return {
    close: stop,
    async ask(request: ReaderRequest, patience: Patience): Promise<ReaderAnswer> {
      clearTimeout(idle);
      worker ??= start();
      // While it works it keeps the process alive, which is all that does on the command line; idle, it must not.
      worker.ref();
      try {
        return await answerOf(worker, request, patience);
      } catch (error) {
        await stop();
        throw error;
      } finally {
        worker?.unref();
        idle = setTimeout(stop, IDLE_MS).unref();
      }
    },
  };
}

/** Waits for the thread's answer, its death or the deadline, whichever comes first. */
function answerOf(
  worker: Worker,
  request: ReaderRequest,
  { milliseconds, onProgress }: Patience,
): Promise<ReaderAnswer> {
  return new Promise((resolve, reject) => {
    const callOff = afterComputing(worker, milliseconds, () =>
      settle(() => reject(new AppError('description_too_slow'))),
    );
    const answered = (answer: ReaderAnswer | ReaderProgress) => {
      if (answer.kind === 'progress') onProgress?.(answer);
      else settle(() => resolve(answer));
    };
    const died = (cause: unknown) =>
      settle(() =>
        reject(new AppError('description_unreadable', { reason: 'Reading it takes too much memory.', cause })),
      );
    const settle = (end: () => void) => {
      callOff();
      worker.off('message', answered).off('error', died);
      end();
    };
    worker.on('message', answered).on('error', died);
    worker.postMessage(request);
  });
}
