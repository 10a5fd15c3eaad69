import type { RunQueue } from '../store/queue.ts';
import type { ScheduleStore } from '../store/schedules/scheduleStore.ts';
import { Ticker } from '../Ticker.ts';

export type ClockworkDeps = {
  schedules: Pick<ScheduleStore, 'startDue' | 'recount'>;
  /** What else starts runs by itself; looked after as schedules are. */
  others?: readonly Pick<ScheduleStore, 'startDue'>[];
  queue: Pick<RunQueue, 'send'>;
  now(): number;
  /** Reads the clock once more: what one that is behind begins, one that is right may have done and forgotten. */
  look?(): Promise<void>;
  onError(error: unknown, about: { runId?: string }): void;
};

/** How late a run may be because nobody looked. */
const TICK_MS = 1_000;

/** Starts runs when their time comes. Every process may have one: they share the work. */
export class Clockwork {
  readonly #deps: ClockworkDeps;
  readonly #ticker: Ticker;

  constructor(deps: ClockworkDeps) {
    this.#deps = deps;
    const tick = async () => void (await this.startDue());
    this.#ticker = new Ticker({ everyMs: TICK_MS, tick, onError: deps.onError });
  }

  start(): void {
    this.#ticker.start();
  }

  /** Resolves when nothing is started any more. */
  stop(): Promise<void> {
    return this.#ticker.stop();
  }

  /** Starts everything that is due by now. Gives the ids of the runs. */
  async startDue(): Promise<string[]> {
    const { schedules, others = [], now } = this.#deps;
    await this.#deps.look?.();
    await schedules.recount(now());
    const started: string[] = [];
    for (const source of [schedules, ...others]) started.push(...(await this.#startAll(source)));
    return started;
  }

  async #startAll(source: Pick<ScheduleStore, 'startDue'>): Promise<string[]> {
    const started: string[] = [];
    for (;;) {
      const { taken, runIds } = await source.startDue(this.#deps.now());
      await this.#deps.queue.send(runIds);
      started.push(...runIds);
      if (taken === 0) return started;
    }
  }
}
