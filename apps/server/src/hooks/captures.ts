import { randomUUID } from 'node:crypto';
import type { HookPayload } from './parsePayload.ts';

/** What a listening person is shown: a request, the answers of a form, or why a request was refused. */
export type Captured = { payload: HookPayload | Record<string, unknown> } | { refused: string };

/** A step that may be listened to, with the processes that do so, this one or others. */
export type Listenable = { flowId: string; stepId: string; listeners: readonly string[] };

type StepRef = { flowId: string; stepId: string };

/** Tells the processes of one database of who listens, and of what came. */
export type CaptureFeed = {
  /** Says, until it is said again or 60 seconds have passed, that this process listens to the step. */
  listen(process: string, step: StepRef): Promise<void>;
  leave(process: string, step: StepRef): Promise<void>;
  /** Hands on what came to every other process. */
  send(process: string, step: StepRef, captured: Captured): Promise<void>;
  /** Calls back with what other processes send; the step is looked at first, so that what nobody waits for is not read. */
  receive(process: string, wants: (step: StepRef) => boolean, heard: (step: StepRef, captured: Captured) => void): void;
};

type Listener = (captured: Captured) => void;

/** Listening is said again this often. */
const RENEW_MS = 20_000;

/** Lets a person see the next requests to a step's address while they build it, whether or not the flow is on. */
export class Captures {
  readonly #feed: CaptureFeed;
  readonly #process = randomUUID();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #onError: (error: unknown) => void;

  constructor({ feed, onError }: { feed: CaptureFeed; onError(error: unknown): void }) {
    this.#feed = feed;
    this.#onError = onError;
    feed.receive(
      this.#process,
      (step) => this.#listeners.has(keyOf(step)),
      (step, captured) => this.#tell(step, captured),
    );
  }

  /** Yields everything that comes to the step's address until `signal` aborts. */
  async *listen(flowId: string, stepId: string, signal: AbortSignal): AsyncGenerator<Captured> {
    const step = { flowId, stepId };
    const arrived: Captured[] = [];
    let wake: () => void = () => undefined;
    const listener: Listener = (captured) => {
      arrived.push(captured);
      wake();
    };
    const stop = () => wake();
    const stay = this.#open(step, listener);
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
      clearInterval(stay);
      this.#close(step, listener);
    }
  }

  /** Whether somebody waits for requests to this step, here or in another process. */
  isWanted({ flowId, stepId, listeners }: Listenable): boolean {
    return listeners.length > 0 || (this.#listeners.size > 0 && this.#listeners.has(keyOf({ flowId, stepId })));
  }

  offer({ flowId, stepId, listeners }: Listenable, captured: Captured): void {
    this.#tell({ flowId, stepId }, captured);
    if (!listeners.some((process) => process !== this.#process)) return;
    this.#feed.send(this.#process, { flowId, stepId }, captured).catch(this.#onError);
  }

  #open(step: StepRef, listener: Listener): NodeJS.Timeout {
    const listeners = this.#listeners.get(keyOf(step)) ?? new Set<Listener>();
    this.#listeners.set(keyOf(step), listeners.add(listener));
    const say = () => void this.#feed.listen(this.#process, step).catch(this.#onError);
    say();
    return setInterval(say, RENEW_MS);
  }

  #close(step: StepRef, listener: Listener): void {
    const listeners = this.#listeners.get(keyOf(step));
    listeners?.delete(listener);
    if (listeners?.size !== 0) return;
    this.#listeners.delete(keyOf(step));
    this.#feed.leave(this.#process, step).catch(this.#onError);
  }

  #tell(step: StepRef, captured: Captured): void {
    for (const listener of this.#listeners.get(keyOf(step)) ?? []) listener(captured);
  }
}

function keyOf({ flowId, stepId }: StepRef): string {
  return `${flowId}/${stepId}`;
}
