import type { RunQueue } from '../store/queue.ts';
import type { ScheduleStore } from '../store/schedules/scheduleStore.ts';

export type ClockworkDeps = {
  schedules: Pick<ScheduleStore, 'startDue' | 'recount'>;
  queue: Pick<RunQueue, 'send'>;
  now(): number;
  onError(error: unknown, about: { runId?: string }): void;
};

/** How late a run may be because nobody looked. */
const TICK_MS = 1_000;

/** Starts runs when their time comes. Every process may have one: they share the work. */
export class Clockwork {
  readonly #deps: ClockworkDeps;
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;

  constructor(deps: ClockworkDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#underWay ??= this.#tick().finally(() => {
        this.#underWay = undefined;
      });
    }, TICK_MS);
  }

  /** Resolves when nothing is started any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  /** Starts everything that is due by now. Gives the ids of the runs. */
  async startDue(): Promise<string[]> {
    const { schedules, queue, now } = this.#deps;
    const started: string[] = [];
    await schedules.recount(now());
    for (;;) {
      const { taken, runIds } = await schedules.startDue(now());
      if (taken === 0) return started;
      await queue.send(runIds);
      started.push(...runIds);
    }
  }

  async #tick(): Promise<void> {
    try {
      await this.startDue();
    } catch (error) {
      this.#deps.onError(error, {});
    }
  }
}
