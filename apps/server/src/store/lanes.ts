/**
 * Lets one piece of work at a time pass for each name, and only a few at all: work that waits for a row's lock holds a
 * connection meanwhile, and a hundred writes to one table would leave none for the journal.
 */
export class Lanes {
  readonly #most: number;
  #busy = 0;
  readonly #lanes = new Map<string, (() => void)[]>();
  readonly #ready: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  async pass<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    await this.#turn(name);
    await this.#room();
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      this.#ready.shift()?.();
      this.#next(name);
    }
  }

  async #turn(name: string): Promise<void> {
    const waiting = this.#lanes.get(name);
    if (waiting === undefined) this.#lanes.set(name, []);
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  async #room(): Promise<void> {
    while (this.#busy >= this.#most) await new Promise<void>((resolve) => this.#ready.push(resolve));
    this.#busy += 1;
  }

  #next(name: string): void {
    const next = this.#lanes.get(name)?.shift();
    if (next === undefined) this.#lanes.delete(name);
    else next();
  }
}
