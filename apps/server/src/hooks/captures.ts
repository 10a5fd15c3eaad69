import type { HookPayload } from './parsePayload.ts';

type Listener = (payload: HookPayload) => void;

/** Lets a person see the next requests to a step's address while they build it, whether or not the flow is on. */
export class Captures {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** Yields every request to the step's address until `signal` aborts. */
  async *listen(flowId: string, stepId: string, signal: AbortSignal): AsyncGenerator<HookPayload> {
    const key = `${flowId}/${stepId}`;
    const arrived: HookPayload[] = [];
    let wake: () => void = () => undefined;
    const listener: Listener = (payload) => {
      arrived.push(payload);
      wake();
    };
    const listeners = this.#listeners.get(key) ?? new Set<Listener>();
    this.#listeners.set(key, listeners.add(listener));
    const stop = () => {
      wake();
    };
    signal.addEventListener('abort', stop);
    try {
      while (!signal.aborted) {
        yield* arrived.splice(0);
        if (arrived.length > 0 || signal.aborted) continue;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      signal.removeEventListener('abort', stop);
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(key);
    }
  }

  /** Whether somebody waits for requests to this step. */
  isWanted({ flowId, stepId }: { flowId: string; stepId: string }): boolean {
    return this.#listeners.size > 0 && this.#listeners.has(`${flowId}/${stepId}`);
  }

  offer({ flowId, stepId }: { flowId: string; stepId: string }, payload: HookPayload): void {
    for (const listener of this.#listeners.get(`${flowId}/${stepId}`) ?? []) listener(payload);
  }
}
