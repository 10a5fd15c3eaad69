type TickerOptions = {
  everyMs: number;
  tick(): Promise<void>;
  onError(error: unknown, about: { runId?: string }): void;
};

/** Does something again and again, never twice at the same time. What goes wrong is told, and tried again at the next tick. */
export class Ticker {
  readonly #options: TickerOptions;
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;

  constructor(options: TickerOptions) {
    this.#options = options;
  }

  start(): void {
    const { everyMs, tick, onError } = this.#options;
    this.#timer = setInterval(() => {
      this.#underWay ??= tick()
        .catch((error: unknown) => onError(error, {}))
        .finally(() => {
          this.#underWay = undefined;
        });
    }, everyMs);
  }

  /** Does nothing more. `letGo` may hurry what is under way. Resolves when that has ended. */
  async stop(letGo?: () => void): Promise<void> {
    clearInterval(this.#timer);
    letGo?.();
    await this.#underWay;
  }
}
