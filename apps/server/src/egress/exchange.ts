import { messageOf, say } from '@patchbay/words';
import { Readable } from 'node:stream';
import type { AnswerHead, HttpRequest } from '@patchbay/connector';
import type { Dispatcher } from 'undici';
import { EgressError, toEgressError } from './egressError.ts';

/** An answer as it came over the wire, still packed. */
export type RawResponse = { status: number; headers: Record<string, string>; body: Buffer };

/** An answer whose body is still coming, still packed. The stream breaks off with an EgressError. */
export type RawStream = AnswerHead & { headers: Record<string, string>; stream: Readable };

export type ExchangeLimits = { totalMs: number; wireBytes: number; streamMs: number; streamBytes: number };

/** A request whose body is as it goes over the wire. */
export type SentRequest = Omit<HttpRequest, 'body'> & { body?: string | Uint8Array | Readable };

/** When what happened, by the monotonic clock, and how much came over the wire. */
export type ExchangeTimes = {
  startedAt: number;
  /** On its connection; absent where there never was one. */
  sentAt?: number;
  answeredAt?: number;
  endedAt?: number;
  receivedBytes: number;
};

type Timer = ReturnType<typeof setTimeout>;

/**
 * One request and its answer: chunks are counted as they come, so a body that is too large or drips too slowly is cut off at
 * the limit and not after it. Only an answer that `streams` asks for is handed on as it comes; the others are gathered.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #host: string;
  readonly #limits: ExchangeLimits;
  readonly #signal: AbortSignal | undefined;
  readonly #streams: (head: AnswerHead) => boolean;
  readonly #resolve: (response: RawResponse | RawStream) => void;
  readonly #reject: (error: EgressError) => void;
  #timer: Timer;
  #mostMs: number;
  #mostBytes: number;
  #stream: Readable | undefined;
  readonly #onAbort: () => void;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #wasSent = false;
  #isOver = false;
  #status = 0;
  readonly times: ExchangeTimes = { startedAt: performance.now(), receivedBytes: 0 };
  readonly #onEnd: (end: { isAnswered: boolean; error: EgressError | undefined }) => void;
  #headers: Record<string, string> = {};

  constructor(options: {
    host: string;
    limits: ExchangeLimits;
    signal: AbortSignal | undefined;
    /** Whether the request's body is a stream, which takes its time. */
    sendsStream: boolean;
    streams(head: AnswerHead): boolean;
    resolve(response: RawResponse | RawStream): void;
    reject(error: EgressError): void;
    /** Told once, when nothing of it is under way any more. `isAnswered`: the head of an answer came. */
    onEnd(end: { isAnswered: boolean; error: EgressError | undefined }): void;
  }) {
    this.#host = options.host;
    this.#limits = options.limits;
    this.#signal = options.signal;
    this.#streams = options.streams;
    this.#resolve = options.resolve;
    this.#reject = options.reject;
    this.#onEnd = options.onEnd;
    this.#mostMs = options.sendsStream ? options.limits.streamMs : options.limits.totalMs;
    this.#mostBytes = options.limits.wireBytes;
    this.#timer = this.#startTimer();
    this.#onAbort = () => {
      this.#fail(this.#stopped());
    };
    this.#signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isOver) controller.abort(new Error('The request was given up before it started.'));
    this.#controller = controller;
    this.#wasSent = true;
    this.times.sentAt = performance.now();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: NodeJS.Dict<string | string[]>,
  ): void {
    this.#status = status;
    if (status >= 200) this.times.answeredAt ??= performance.now();
    this.#headers = {};
    for (const [name, value] of Object.entries(headers)) {
      this.#headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
    }
    if (status >= 200 && this.#streams({ status, headers: this.#headers })) this.#handOn();
    if (Number(this.#headers['content-length']) > this.#mostBytes) this.#fail(this.#tooLarge());
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.times.receivedBytes += chunk.length;
    if (this.times.receivedBytes > this.#mostBytes) this.#fail(this.#tooLarge());
    else if (this.#stream === undefined) this.#chunks.push(chunk);
    else if (!this.#stream.push(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    if (!this.#end()) return;
    if (this.#stream !== undefined) {
      this.#stream.push(null);
      return;
    }
    const [only] = this.#chunks;
    const body = this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const told = toEgressError(error, this.#host, this.#wasSent);
    if (this.#end(told)) this.#breakOff(told);
  }

  /** Ends it because it could not even be handed over. */
  refuse(error: unknown): void {
    this.#fail(toEgressError(error, this.#host, false));
  }

  #fail(error: EgressError): void {
    if (!this.#end(error)) return;
    this.#breakOff(error);
    this.#controller?.abort(error);
  }

  /** Whoever reads the stream sets the pace; who stops reading ends the exchange. */
  #handOn(): void {
    clearTimeout(this.#timer);
    this.#mostMs = this.#limits.streamMs;
    this.#mostBytes = this.#limits.streamBytes;
    this.#timer = this.#startTimer();
    const stream = new Readable({
      read: () => this.#controller?.resume(),
      destroy: (error, done) => {
        if (this.#end(this.#stopped())) this.#controller?.abort(error ?? this.#stopped());
        done(error);
      },
    });
    // It may break off before anybody has begun to read it; the reader is told then.
    stream.on('error', () => undefined);
    this.#stream = stream;
    this.#resolve({ status: this.#status, headers: this.#headers, stream });
  }

  #breakOff(error: EgressError): void {
    if (this.#stream === undefined) this.#reject(error);
    else this.#stream.destroy(error);
  }

  #startTimer(): Timer {
    return setTimeout(() => {
      this.#fail(this.#timedOut());
    }, this.#mostMs);
  }

  /** False when it was over already. */
  #end(error?: EgressError): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    this.times.endedAt = performance.now();
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#onEnd({ isAnswered: this.times.answeredAt !== undefined, error });
    return true;
  }

  #timedOut(): EgressError {
    const said = say('{host} had not answered in full after {seconds} seconds.', {
      host: this.#host,
      seconds: this.#mostMs / 1000,
    });
    return new EgressError(
      { code: 'timed_out', ...messageOf(said), retry: 'later' },
      { mayHaveArrived: this.#wasSent },
    );
  }

  #tooLarge(): EgressError {
    const said = say('The answer of {host} is larger than {size} MB. Ask for less, or for pages.', {
      host: this.#host,
      size: megabytes(this.#mostBytes),
    });
    return new EgressError({ code: 'answer_too_large', ...messageOf(said), retry: 'never' }, { mayHaveArrived: true });
  }

  #stopped(): EgressError {
    const message = 'The request was given up because the run was stopped.';
    return new EgressError({ code: 'stopped', message, retry: 'later' }, { mayHaveArrived: this.#wasSent });
  }
}

/** What goes to undici: the path and headers of a request whose origin has a pool. */
export function dispatchOptions(request: SentRequest, url: URL): Dispatcher.DispatchOptions {
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
