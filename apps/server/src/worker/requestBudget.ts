import { OperationError, type RateLimit } from '@patchbay/connector';
import { setTimeout as sleep } from 'node:timers/promises';

/** What was asked of an account's budget, and by how much its requests are apart. */
type Take = {
  account: string;
  rate: string;
  everyMs: number;
  /** So many may go at once. */
  burst: number;
  /** So many wait for theirs. */
  wanted: number;
  /** So many are taken where there are as many: those that come next need not ask. */
  most: number;
  /** Requests that would wait for longer are not granted. */
  patienceMs: number;
  /** Whether they were sent away before, and come back at the moment they were given. */
  isReturning: boolean;
};

/** `granted` of the requests may go, the first after `waitMs` (at once where negative), the others `everyMs` apart. */
export type Grant = {
  granted: number;
  waitMs: number;
  /** Where the first of those that were not granted stands. */
  lineMs: number;
};

/** What the accounts of all processes may still send. */
export type BudgetRows = { take(take: Take): Promise<Grant> };

/** A request of an account that is about to leave. */
export type Leaving = {
  /** The connection's id; absent for requests without one. */
  account?: string | undefined;
  limit?: RateLimit | undefined;
  /** Whether this call was tried before. */
  isReturning: boolean;
  /** How long it may be held here; a call that has sent something already has more patience than one that has not. */
  patienceMs?: number;
  signal: AbortSignal;
};

/** How long a call is held in memory. One that has to wait longer is stored, and comes back. */
const PATIENCE_MS = 5_000;
/** Where requests go faster than this, several are taken from the budget at a time. */
const AHEAD_MS = 100;
const MOST_AT_A_TIME = 1_000;
/** One that is late again and again leaves in the end. */
const MOST_ASKED = 5;
const LATER_MS = 1_000;

/** From when on a request may leave, and until when. */
type Slot = { from: number; until: number };

type Waiting = {
  isReturning: boolean;
  patienceMs: number;
  go(slot: Slot): void;
  away(afterMs: number): void;
};

/**
 * Keeps the requests of an account under the limit of its API, over all processes: it asks the database for as many as are
 * wanted here, and lets each go at its moment. Also keeps them back after an API has said for how long.
 */
export class RequestBudget {
  readonly #rows: BudgetRows;
  readonly #now: () => number;
  readonly #tellPause: (account: string, ms: number) => void;
  readonly #paused = new Map<string, number>();
  readonly #desks = new Map<string, Desk>();

  constructor(options: { rows: BudgetRows; now(): number; tellPause(account: string, ms: number): void }) {
    this.#rows = options.rows;
    this.#now = options.now;
    this.#tellPause = options.tellPause;
  }

  /**
   * Resolves when the request may leave. Rejects with a Failure that is held back where that takes too long. Undefined, and
   * nothing is done, where nothing limits it.
   */
  admit(leaving: Leaving): Promise<void> | undefined {
    const { account, limit } = leaving;
    if (account === undefined || (limit === undefined && this.#paused.size === 0)) return undefined;
    return this.#admit(account, leaving);
  }

  /** An API has asked for a pause: told to all processes. */
  pause(account: string, ms: number): void {
    this.heardPause(account, ms);
    this.#tellPause(account, ms);
  }

  heardPause(account: string, ms: number): void {
    const now = this.#now();
    for (const [other, until] of this.#paused) if (until <= now) this.#paused.delete(other);
    this.#paused.set(account, Math.max(now + ms, this.#paused.get(account) ?? 0));
  }

  async #admit(account: string, { limit, isReturning, patienceMs = PATIENCE_MS, signal }: Leaving): Promise<void> {
    if (limit !== undefined) await this.#desk(account, limit).admit({ isReturning, patienceMs, signal });
    const left = (this.#paused.get(account) ?? 0) - this.#now();
    if (left <= 0) return;
    // Those that were kept back come back one by one.
    if (left > patienceMs) throw heldBack(left * (1 + Math.random() / 5));
    await pass(left, signal);
  }

  #desk(account: string, limit: RateLimit): Desk {
    const rate = `${limit.requests}/${limit.perMs}`;
    const key = `${account} ${rate}`;
    const known = this.#desks.get(key);
    if (known !== undefined) return known;
    for (const [other, { isIdle }] of this.#desks) if (isIdle) this.#desks.delete(other);
    const desk = new Desk({ rows: this.#rows, now: this.#now, account, rate, limit });
    this.#desks.set(key, desk);
    return desk;
  }
}

/** The requests of one account and rate in this process. */
class Desk {
  readonly #options: { rows: BudgetRows; now(): number; account: string; rate: string };
  readonly #pace: { everyMs: number; burst: number; lateMs: number };
  #waiting: Waiting[] = [];
  /** Moments that were granted and that nobody has used yet. */
  #spare: Slot[] = [];
  #isAsking = false;

  constructor({
    limit,
    ...options
  }: { rows: BudgetRows; now(): number; account: string; rate: string; limit: RateLimit }) {
    this.#options = options;
    this.#pace = paceOf(limit);
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0 && !this.#isAsking;
  }

  async admit({
    isReturning,
    patienceMs,
    signal,
  }: Pick<Waiting, 'isReturning' | 'patienceMs'> & { signal: AbortSignal }): Promise<void> {
    for (let asked = 1; ; asked += 1) {
      const slot = this.#spareSlot() ?? (await this.#slot({ isReturning, patienceMs }));
      await pass(slot.from - this.#options.now(), signal);
      // Where this process or the database was too busy, its moment is over.
      if (this.#options.now() <= slot.until || asked === MOST_ASKED) return;
    }
  }

  #slot(about: Pick<Waiting, 'isReturning' | 'patienceMs'>): Promise<Slot> {
    return new Promise((resolve, reject) => {
      const away = (afterMs: number) => reject(heldBack(afterMs));
      this.#waiting.push({ ...about, go: resolve, away });
      void this.#ask();
    });
  }

  #spareSlot(): Slot | undefined {
    const now = this.#options.now();
    this.#spare = this.#spare.filter(({ until }) => until > now);
    return this.#spare.shift();
  }

  /** One question at a time: whoever comes meanwhile is asked for with the next. */
  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    for (let some = this.#some(); some.length > 0; some = this.#some()) {
      try {
        await this.#askFor(some);
      } catch {
        // The database does not answer, so nothing of the run can be written either.
        for (const { away } of some) away(LATER_MS);
      }
    }
    this.#isAsking = false;
  }

  /** Those that wait here and are of one kind, the ones that come back first. */
  #some(): Waiting[] {
    const [first] = this.#waiting.toSorted((a, b) => Number(b.isReturning) - Number(a.isReturning));
    if (first === undefined) return [];
    const isSame = (one: Waiting) => one.isReturning === first.isReturning && one.patienceMs === first.patienceMs;
    const some = this.#waiting.filter(isSame).slice(0, MOST_AT_A_TIME);
    this.#waiting = this.#waiting.filter((one) => !some.includes(one));
    return some;
  }

  async #askFor(some: readonly Waiting[]): Promise<void> {
    const { rows, now, account, rate } = this.#options;
    const { everyMs, burst, lateMs } = this.#pace;
    const [{ isReturning, patienceMs } = { isReturning: false, patienceMs: 0 }] = some;
    const wanted = some.length;
    const most = Math.max(wanted, Math.min(Math.floor(AHEAD_MS / everyMs), MOST_AT_A_TIME));
    const asked = { account, rate, everyMs, burst, wanted, most, patienceMs, isReturning };
    const askedAt = now();
    const { granted, waitMs, lineMs } = await rows.take(asked);
    const answeredAt = now();
    // When its moment is, between the two, nobody here knows: it leaves not before it, and by then is not too late.
    const slots = Array.from({ length: granted }, (_, index) => {
      const wait = Math.max(waitMs + index * everyMs, 0);
      return { from: answeredAt + wait, until: askedAt + wait + lateMs };
    });
    for (const [index, { go, away }] of some.entries()) {
      const slot = slots[index];
      if (slot !== undefined) go(slot);
      else away(isReturning ? waitMs + index * everyMs : lineMs + (index - granted) * everyMs);
    }
    this.#spare.push(...slots.slice(wanted));
  }
}

/**
 * So many requests never come in a window of `perMs`, however they are spread, and though each leaves up to `lateMs` after
 * its moment: of n that come as early as they may, the last comes (n - burst) * everyMs after the first.
 */
export function paceOf({ requests, perMs }: RateLimit): { everyMs: number; burst: number; lateMs: number } {
  const lateMs = Math.max(perMs * 0.08, 30);
  const burst = Math.max(1, Math.floor(requests / 20));
  return { everyMs: (perMs + lateMs) / (requests + 1 - burst), burst, lateMs };
}

async function pass(ms: number, signal: AbortSignal): Promise<void> {
  try {
    if (ms > 0) await sleep(ms, undefined, { signal });
    signal.throwIfAborted();
  } catch (cause) {
    const message = 'The request was given up because the run was stopped.';
    throw new OperationError({ code: 'stopped', message, retry: 'later' }, { cause });
  }
}

function heldBack(afterMs: number): OperationError {
  const retryAfterMs = Math.ceil(Math.max(afterMs, 1));
  return new OperationError({
    code: 'waits_for_its_turn',
    message: 'The account of this step may send only so many requests at a time. This one waits for its turn.',
    retry: 'later',
    retryAfterMs,
    isHeldBack: true,
  });
}
