export type HousekeeperDeps = {
  /** In this order; one that fails does not keep the others from their work. */
  jobs: readonly ((signal: AbortSignal) => Promise<void>)[];
  onError(error: unknown, about: { runId?: string }): void;
};

const HOUR_MS = 3_600_000;

/** Removes what nobody needs any more: at the start and every hour, in the background. Every process may have one. */
export class Housekeeper {
  readonly #deps: HousekeeperDeps;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;

  constructor(deps: HousekeeperDeps) {
    this.#deps = deps;
  }

  start(): void {
    const begin = () => {
      this.#underWay ??= this.tidy().finally(() => {
        this.#underWay = undefined;
      });
    };
    begin();
    this.#timer = setInterval(begin, HOUR_MS);
  }

  /** Resolves when nothing is removed any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#underWay;
  }

  /** All of it, once. Never rejects. */
  async tidy(): Promise<void> {
    for (const job of this.#deps.jobs) {
      if (this.#stopping.signal.aborted) return;
      try {
        await job(this.#stopping.signal);
      } catch (error) {
        this.#deps.onError(error, {});
      }
    }
  }
}
