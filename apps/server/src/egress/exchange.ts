import type { HttpRequest } from '@patchbay/connector';
import type { Dispatcher } from 'undici';
import { EgressError, toEgressError } from './egressError.ts';

/** An answer as it came over the wire, still packed. */
export type RawResponse = { status: number; headers: Record<string, string>; body: Buffer };

export type ExchangeLimits = { totalMs: number; wireBytes: number };

type Timer = ReturnType<typeof setTimeout>;

/**
 * One request and its answer, without streams: chunks are counted as they come, so a body that is too large or drips too
 * slowly is cut off at the limit and not after it.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #host: string;
  readonly #limits: ExchangeLimits;
  readonly #signal: AbortSignal | undefined;
  readonly #resolve: (response: RawResponse) => void;
  readonly #reject: (error: EgressError) => void;
  readonly #timer: Timer;
  readonly #onAbort: () => void;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #received = 0;
  #wasSent = false;
  #isOver = false;
  #status = 0;
  #headers: Record<string, string> = {};

  constructor(options: {
    host: string;
    limits: ExchangeLimits;
    signal: AbortSignal | undefined;
    resolve(response: RawResponse): void;
    reject(error: EgressError): void;
  }) {
    this.#host = options.host;
    this.#limits = options.limits;
    this.#signal = options.signal;
    this.#resolve = options.resolve;
    this.#reject = options.reject;
    this.#timer = setTimeout(() => {
      this.#fail(this.#timedOut());
    }, options.limits.totalMs);
    this.#onAbort = () => {
      this.#fail(this.#stopped());
    };
    this.#signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isOver) controller.abort(new Error('The request was given up before it started.'));
    this.#controller = controller;
    this.#wasSent = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: NodeJS.Dict<string | string[]>,
  ): void {
    this.#status = status;
    this.#headers = {};
    for (const [name, value] of Object.entries(headers)) {
      this.#headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
    }
    if (Number(this.#headers['content-length']) > this.#limits.wireBytes) this.#fail(this.#tooLarge());
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#received += chunk.length;
    if (this.#received > this.#limits.wireBytes) this.#fail(this.#tooLarge());
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.#end()) return;
    const [only] = this.#chunks;
    const body = this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#end()) this.#reject(toEgressError(error, this.#host, this.#wasSent));
  }

  /** Ends it because it could not even be handed over. */
  refuse(error: unknown): void {
    this.#fail(toEgressError(error, this.#host, false));
  }

  #fail(error: EgressError): void {
    if (!this.#end()) return;
    this.#reject(error);
    this.#controller?.abort(error);
  }

  /** False when it was over already. */
  #end(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    return true;
  }

  #timedOut(): EgressError {
    const message = `${this.#host} had not answered in full after ${this.#limits.totalMs / 1000} seconds.`;
    return new EgressError({ code: 'timed_out', message, retry: 'later' }, { mayHaveArrived: this.#wasSent });
  }

  #tooLarge(): EgressError {
    const message = `The answer of ${this.#host} is larger than ${megabytes(this.#limits.wireBytes)} MB. Ask for less, or for pages.`;
    return new EgressError({ code: 'answer_too_large', message, retry: 'never' }, { mayHaveArrived: true });
  }

  #stopped(): EgressError {
    const message = 'The request was given up because the run was stopped.';
    return new EgressError({ code: 'stopped', message, retry: 'later' }, { mayHaveArrived: this.#wasSent });
  }
}

/** What goes to undici: the path and headers of a request whose origin has a pool. */
export function dispatchOptions(request: HttpRequest, url: URL): Dispatcher.DispatchOptions {
  const { method, headers, body } = request;
  return {
    path: `${url.pathname}${url.search}`,
    method,
    headers: { 'accept-encoding': 'gzip, deflate, br', ...headers },
    ...(body !== undefined && { body }),
  };
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
