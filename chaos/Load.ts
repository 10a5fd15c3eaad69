import { setTimeout as wait } from 'node:timers/promises';

/** One event somebody sent, what it was answered with, and when it was accepted: answered with 2xx. */
type Sent = { id: string; sentAt: number; status?: number; acceptedAt?: number };

/** How fast, how long, and how many without an answer. */
type Pace = { perSecond: number; forMs: number; atOnce?: number };

/** What is sent, and as what. */
type Message = Pick<RequestInit, 'headers' | 'body'>;

function asJson(id: string): Message {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id }) };
}

/** Sends events to an address at a steady rate, and remembers which were accepted. A refused one is not sent again. */
export class Load {
  readonly sent: Sent[] = [];
  readonly #urls: readonly string[];
  readonly #prefix: string;
  readonly #messageOf: (id: string) => Message;
  #isOver = false;
  /** How many have no answer yet. */
  #open = 0;

  /** Events are called `a1`, `a2` ... by their prefix; they go to the addresses in turn. */
  constructor(prefix: string, urls: readonly string[], messageOf: (id: string) => Message = asJson) {
    this.#prefix = prefix;
    this.#urls = urls;
    this.#messageOf = messageOf;
  }

  get accepted(): string[] {
    return this.sent.flatMap(({ id, acceptedAt }) => (acceptedAt === undefined ? [] : [id]));
  }

  /** How many were refused, by the status they were refused with. */
  get refusals(): Map<number, number> {
    const refusals = new Map<number, number>();
    for (const { status = 0 } of this.sent) if (status >= 300) refusals.set(status, (refusals.get(status) ?? 0) + 1);
    return refusals;
  }

  /**
   * Sends `perSecond` events a second for `forMs`, or as many as are answered where `atOnce` of them wait for that. Resolves when
   * each has its answer or none.
   */
  async run({ perSecond, forMs, atOnce = Number.POSITIVE_INFINITY }: Pace): Promise<void> {
    const under: Promise<void>[] = [];
    const began = Date.now();
    while (Date.now() - began < forMs && !this.#isOver) {
      const due = Math.floor(((Date.now() - began) * perSecond) / 1_000) - under.length;
      const most = atOnce - this.#open;
      for (let one = 0; one < Math.min(due, most); one += 1) under.push(this.send());
      await wait(10);
    }
    await Promise.all(under);
  }

  stop(): void {
    this.#isOver = true;
  }

  async send(): Promise<void> {
    const sent: Sent = { id: `${this.#prefix}${this.sent.length + 1}`, sentAt: Date.now() };
    this.sent.push(sent);
    this.#open += 1;
    const url = this.#urls[this.sent.length % this.#urls.length] ?? '';
    const signal = AbortSignal.timeout(20_000);
    try {
      const answer = await fetch(url, { method: 'POST', signal, ...this.#messageOf(sent.id) });
      await answer.arrayBuffer();
      sent.status = answer.status;
      if (answer.ok) sent.acceptedAt = Date.now();
    } catch {
      // Whoever is not answered knows nothing, and its event counts as not accepted.
    } finally {
      this.#open -= 1;
    }
  }
}
