import type { Failure } from '@patchbay/connector';
import { failureOf } from './failureOf.ts';
import type { CallRequest, CallResult, Operations } from './ports.ts';
import type { StepState } from './runState.ts';

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

  /** Resolves when a call has ended, or `interrupt` is called. */
  async next(): Promise<void> {
    if (this.arrivals.length > 0) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
  }

  readonly interrupt = (): void => this.wake?.();

  /** Nobody waits for the rest any longer. */
  drop(): void {
    this.abort.abort();
  }

  private async carryOut(state: StepState, request: CallRequest): Promise<void> {
    const end = await this.endOf(request);
    this.arrivals.push({ state, ...end });
    this.wake?.();
  }

  private async endOf(request: CallRequest): Promise<{ result: CallResult } | { failure: Failure }> {
    try {
      return { result: await this.operations.call(request) };
    } catch (error) {
      return { failure: failureOf(error) };
    }
  }
}
