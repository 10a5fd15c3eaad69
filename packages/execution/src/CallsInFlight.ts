import { messageOf, say } from '@patchbay/words';
import { type Failure, OperationError } from '@patchbay/connector';
import { inWords } from './duration.ts';
import { failureOf } from './failureOf.ts';
import type { CallRequest, CallResult, Operations } from './ports.ts';
import type { StepState } from './runState.ts';

/** More than a timer can count; what is later than that is not waited for in memory. */
const LONGEST_TIMER_MS = 2 ** 31;

/** How a call ended. */
export type Arrival = { state: StepState } & ({ result: CallResult } | { failure: Failure });

/** The calls of one run that are under way. */
export class CallsInFlight {
  private readonly operations: Operations;
  private readonly abort = new AbortController();
  private arrivals: Arrival[] = [];
  private wake: (() => void) | undefined;
  /** Calls whose end has not been taken yet. */
  count = 0;

  constructor(operations: Operations) {
    this.operations = operations;
  }

  send(state: StepState, request: Omit<CallRequest, 'signal'>): void {
    this.count += 1;
    void this.carryOut(state, { ...request, signal: this.abort.signal });
  }

  /** The calls that have ended since the last time, in the order they ended. */
  take(): Arrival[] {
    const { arrivals } = this;
    if (arrivals.length === 0) return arrivals;
    this.arrivals = [];
    this.count -= arrivals.length;
    return arrivals;
  }

  /** Whether none has ended since the last time. */
  get areAllUnderWay(): boolean {
    return this.arrivals.length === 0;
  }

  /** Resolves when a call has ended, `interrupt` is called, or `withinMs` have passed. */
  async next(withinMs = Number.POSITIVE_INFINITY): Promise<void> {
    if (this.arrivals.length > 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      if (withinMs < LONGEST_TIMER_MS) timer = setTimeout(resolve, Math.max(0, withinMs));
    });
    if (timer !== undefined) clearTimeout(timer);
  }

  readonly interrupt = (): void => this.wake?.();

  /** Nobody waits for the rest any longer. */
  drop(): void {
    this.abort.abort();
  }

  private async carryOut(state: StepState, request: CallRequest): Promise<void> {
    const { timeoutMs } = state.step;
    const end = await this.endOf(request, timeoutMs);
    this.arrivals.push({ state, ...end });
    this.wake?.();
  }

  private async endOf(
    request: CallRequest,
    timeoutMs?: number,
  ): Promise<{ result: CallResult } | { failure: Failure }> {
    try {
      const { operations } = this;
      return {
        result: await (timeoutMs === undefined
          ? operations.call(request)
          : callWithin(timeoutMs, { operations, request })),
      };
    } catch (error) {
      return { failure: failureOf(error) };
    }
  }
}

/** Gives a call up when it takes too long, also one that does not listen to its signal. */
async function callWithin(
  timeoutMs: number,
  { operations, request }: { operations: Operations; request: CallRequest },
): Promise<CallResult> {
  const limit = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new OperationError(timedOut(timeoutMs)));
    limit.abort();
  }, timeoutMs);
  try {
    const signal = AbortSignal.any([request.signal, limit.signal]);
    return await Promise.race([operations.call({ ...request, signal }), promise]);
  } finally {
    clearTimeout(timer);
  }
}

function timedOut(timeoutMs: number): Failure {
  const sentence = say("It took longer than the step's limit of {limit}.", { limit: inWords(timeoutMs) });
  return { code: 'timed_out', ...messageOf(sentence), retry: 'later', mayHaveHappened: true };
}
