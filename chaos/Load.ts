import { setTimeout as wait } from 'node:timers/promises';

/** One event somebody sent, and when it was accepted: answered with 2xx. */
type Sent = { id: string; acceptedAt?: number };

/** Sends events to an address at a steady rate, and remembers which were accepted. A refused one is not sent again. */
export class Load {
  readonly sent: Sent[] = [];
  readonly #urls: readonly string[];
  readonly #prefix: string;
  #isOver = false;

  /** Events are called `a1`, `a2` ... by their prefix; they go to the addresses in turn. */
  constructor(prefix: string, urls: readonly string[]) {
    this.#prefix = prefix;
    this.#urls = urls;
  }

  get accepted(): string[] {
    return this.sent.flatMap(({ id, acceptedAt }) => (acceptedAt === undefined ? [] : [id]));
  }

  /** Sends `perSecond` events a second for `forMs`. Resolves when each has its answer or none. */
  async run({ perSecond, forMs }: { perSecond: number; forMs: number }): Promise<void> {
    const under: Promise<void>[] = [];
    const began = Date.now();
    while (Date.now() - began < forMs && !this.#isOver) {
      const due = Math.floor(((Date.now() - began) * perSecond) / 1_000) - under.length;
      for (let one = 0; one < due; one += 1) under.push(this.send());
      await wait(10);
    }
    await Promise.all(under);
  }

  stop(): void {
    this.#isOver = true;
  }

  async send(): Promise<void> {
    const sent: Sent = { id: `${this.#prefix}${this.sent.length + 1}` };
    this.sent.push(sent);
    const url = this.#urls[this.sent.length % this.#urls.length] ?? '';
    const signal = AbortSignal.timeout(20_000);
    const body = JSON.stringify({ id: sent.id });
    try {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(url, { method: 'POST', headers, body, signal });
      await answer.arrayBuffer();
      if (answer.ok) sent.acceptedAt = Date.now();
    } catch {
      // Whoever is not answered knows nothing, and its event counts as not accepted.
    }
  }
}
