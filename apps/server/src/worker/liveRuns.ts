import type { RunEvent } from '@patchbay/execution';

type Batch = { from: number; events: readonly RunEvent[] };
type Listener = (batch: Batch) => void;

/** What is happening to runs in this process, for whoever watches one: a hook waiting for its answer, a screen. */
export class LiveRuns {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** Costs one look-up where nobody watches. */
  readonly publish = (runId: string, from: number, events: readonly RunEvent[]): void => {
    const listeners = this.#listeners.get(runId);
    if (listeners === undefined) return;
    for (const listener of listeners) listener({ from, events });
  };

  /** Calls `listener` with every batch of this run that becomes durable here. Returns how to stop. */
  listen(runId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(runId) ?? new Set<Listener>();
    listeners.add(listener);
    this.#listeners.set(runId, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(runId);
    };
  }
}
