import { OperationError } from '@patchbay/connector';
import { messageOf, say } from '@patchbay/words';

type Line = {
  /** So many are under way. */
  going: number;
  /** Those who wait, the first that came first. */
  waiting?: Set<() => void>;
};

/** How one waits for a place: for so long, and not after it was given up. */
export type Waiting = { host: string; patienceMs: number; signal: AbortSignal | undefined };

/** Lets so many requests of a key go at the same time. The others wait in line. */
export class AtOnce {
  readonly #most: number;
  readonly #lines = new Map<string, Line>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a place. Undefined where there was one; otherwise resolves once there is, or rejects with a failure held back. */
  enter(key: string, waiting: Waiting): Promise<void> | undefined {
    const line = this.#lines.get(key);
    if (line === undefined) this.#lines.set(key, { going: 1 });
    else if (line.going < this.#most) line.going += 1;
    else return wait(line, waiting);
    return undefined;
  }

  /** Gives the place to the next in line. */
  leave(key: string): void {
    const line = this.#lines.get(key);
    if (line === undefined) return;
    const [next] = line.waiting ?? [];
    if (next !== undefined) next();
    else if (line.going > 1) line.going -= 1;
    else this.#lines.delete(key);
  }
}

function wait(line: Line, { host, patienceMs, signal }: Waiting): Promise<void> {
  line.waiting ??= new Set();
  const { waiting } = line;
  return new Promise((resolve, reject) => {
    const end = () => {
      waiting.delete(go);
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const go = () => {
      end();
      resolve();
    };
    const onAbort = () => {
      end();
      reject(stopped(signal?.reason));
    };
    const timer = setTimeout(() => {
      end();
      reject(busy(host, patienceMs));
    }, patienceMs);
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    waiting.add(go);
  });
}

/** Those who were sent away do not come back in the same moment. */
function busy(host: string, patienceMs: number): OperationError {
  return new OperationError({
    code: 'waits_for_its_turn',
    ...messageOf(say('So many requests to {host} are under way that this one waits for its turn.', { host })),
    retry: 'later',
    retryAfterMs: Math.ceil(patienceMs * (0.5 + Math.random())),
    isHeldBack: true,
  });
}

function stopped(cause: unknown): OperationError {
  const message = 'The request was given up because the run was stopped.';
  return new OperationError({ code: 'stopped', message, retry: 'later' }, { cause });
}
