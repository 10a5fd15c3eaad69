import { type HttpRequest, toFailure } from '@patchbay/connector';
import type { CallRequest } from '@patchbay/execution';
import { secretsOf } from '../vault/maskSecrets.ts';
import type { OpenConnection } from '../vault/signRequest.ts';
import { LOOKED_AT, type NotedRequest, type RequestTrace, traceOf } from './traceRequest.ts';

/** A trace on its way to its table. */
export type KeptTrace = { runId: string; path: string; trace: RequestTrace };

/** Where traces are kept. */
export type TraceStore = { add(traces: readonly KeptTrace[]): Promise<void> };

/** Of a call: the first and the last of its requests; pages between them are much alike. */
const MOST_FIRST = 3;
const MOST_LAST = 3;
const MOST_WAITING = 1_000;
/** So many calls of a step are kept at once, and one more after each pause: of those that went well, and of the others. */
const WELL = { burst: 20, everyMs: 10_000 };
const TROUBLE = { burst: 100, everyMs: 1_000 };
const RUN = /^[0-9a-f]{8}-[0-9a-f]{4}-7/;

/**
 * Decides which requests of runs are kept for people to look at, and writes them behind the runs, never in their way: all of
 * calls that failed or were tried again, and a sample of the others. A step that is called now and then has them all.
 */
export class RequestTraces {
  readonly #store: TraceStore;
  readonly #onError: (error: unknown) => void;
  readonly #now: () => number;
  /** Planned steps live as long as their plan is in memory. */
  readonly #shares = new WeakMap<object, { well: Share; trouble: Share }>();
  #waiting: (() => KeptTrace[])[] = [];
  #writing: Promise<void> | undefined;

  constructor(options: { store: TraceStore; onError(error: unknown): void; now?(): number }) {
    this.#store = options.store;
    this.#onError = options.onError;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Undefined for calls that belong to no run: somebody who looks something up sees what came. */
  of(call: CallRequest): CallTrace | undefined {
    return RUN.test(call.runId) ? new CallTrace(call, this) : undefined;
  }

  /** Keeps what `make` gives, if this call is among those that are kept. */
  offer({ step }: CallRequest, isTrouble: boolean, make: () => KeptTrace[]): void {
    const now = this.#now();
    let shares = this.#shares.get(step);
    if (shares === undefined) {
      shares = { well: new Share(WELL, now), trouble: new Share(TROUBLE, now) };
      this.#shares.set(step, shares);
    }
    if (!(isTrouble ? shares.trouble : shares.well).take(now) || this.#waiting.length >= MOST_WAITING) return;
    this.#waiting.push(make);
    this.#writing ??= this.#write();
  }

  /** Resolves when all that was to be kept is. */
  async idle(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    // What the run does next comes first.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      try {
        await this.#store.add(this.#waiting.splice(0, 100).flatMap((make) => make()));
      } catch (error) {
        this.#waiting = [];
        this.#onError(error);
      }
    }
    this.#writing = undefined;
  }
}

/** So many at once, and one more after each pause. */
class Share {
  readonly #burst: number;
  readonly #everyMs: number;
  #left: number;
  #at: number;

  constructor({ burst, everyMs }: { burst: number; everyMs: number }, now: number) {
    this.#burst = burst;
    this.#everyMs = everyMs;
    this.#left = burst;
    this.#at = now;
  }

  take(now: number): boolean {
    this.#left = Math.min(this.#burst, this.#left + (now - this.#at) / this.#everyMs);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

/** The requests of one call, noted as they go. */
export class CallTrace {
  readonly #call: CallRequest;
  readonly #traces: RequestTraces;
  readonly #first: NotedRequest[] = [];
  #last: NotedRequest[] = [];
  /** Before and after its token was renewed. */
  readonly #used = new Set<OpenConnection>();
  #isTrouble: boolean;

  constructor(call: CallRequest, traces: RequestTraces) {
    this.#call = call;
    this.#traces = traces;
    this.#isTrouble = call.attempt > 1;
  }

  /** A request is about to leave. */
  note(plain: HttpRequest, signed: HttpRequest, using: OpenConnection | undefined): NotedRequest {
    const noted = { at: Date.now(), plain, signed };
    if (this.#first.length < MOST_FIRST) this.#first.push(noted);
    else this.#last = [...this.#last.slice(1 - MOST_LAST), noted];
    if (using !== undefined) this.#used.add(using);
    return noted;
  }

  answered(noted: NotedRequest, answer: NonNullable<NotedRequest['answer']>): void {
    const { status, headers, body } = answer;
    // A copy of the beginning, where the whole would be kept for the sake of it.
    const part = body !== undefined && body.length > LOOKED_AT ? body.slice(0, LOOKED_AT) : body;
    noted.answer = { status, headers, ...(body && part && { body: part, bytes: body.length }) };
    if (status >= 400) this.#isTrouble = true;
  }

  failed(noted: NotedRequest, error: unknown): void {
    const { code, message } = toFailure(error);
    noted.failure = { code, message };
    this.#isTrouble = true;
  }

  /** The call is over. */
  end({ isFailed }: { isFailed: boolean }): void {
    if (this.#first.length === 0) return;
    const { runId, path, attempt } = this.#call;
    const noted = [...this.#first, ...this.#last];
    const used = this.#used;
    this.#traces.offer(this.#call, isFailed || this.#isTrouble, () => {
      const secrets = [...used].flatMap(secretsOf);
      return noted.map((one) => ({ runId, path, trace: traceOf(one, { attempt, secrets }) }));
    });
  }
}
