import { JournalConflict } from '@patchbay/execution';
import type { Pool } from 'pg';
import { type Append, appendStatement } from './appendStatement.ts';

type Waiting = { append: Append; resolve(): void; reject(error: unknown): void };

/** More than this in one statement only makes everybody in it wait longer. */
const MOST_APPENDS = 500;
const MOST_CHARACTERS = 8_000_000;
/** One on the disk while the next is on its way: a third gained nothing and made the batches smaller. */
const MOST_FLUSHES = 2;

/**
 * Writes the appends of many runs in one statement and one commit. Nothing waits for a timer: with nothing under way an
 * append goes out at the end of this turn of the event loop; otherwise it goes with all that came meanwhile. So batches
 * grow with the load by themselves.
 */
export class GroupCommit {
  readonly #pool: Pool;
  #waiting: Waiting[] = [];
  #flushes = 0;
  #scheduled = false;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Durable when it resolves. Throws JournalConflict for this append alone; other errors are the database's. */
  write(append: Append): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when all that was handed in so far is written or refused. */
  async idle(): Promise<void> {
    while (this.#flushes > 0 || this.#waiting.length > 0) {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
  }

  #schedule(): void {
    if (this.#scheduled || this.#flushes >= MOST_FLUSHES) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    const batch = this.#take();
    if (batch.length === 0) return;
    this.#flushes += 1;
    try {
      const statement = appendStatement(batch.map(({ append }) => append));
      const { rows } = await this.#pool.query<[string]>({ ...statement, rowMode: 'array' });
      settle(batch, rows);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.#flushes -= 1;
      if (this.#waiting.length > 0) this.#schedule();
    }
  }

  /** Takes what fits, in order. A run's second append stays for the next batch: within one statement it cannot see the first. */
  #take(): Waiting[] {
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    const runs = new Set<string>();
    let characters = 0;
    for (const entry of this.#waiting) {
      const { runId, events } = entry.append;
      const fits = taken.length === 0 || (taken.length < MOST_APPENDS && characters + events.length <= MOST_CHARACTERS);
      if (!fits || runs.has(runId)) {
        left.push(entry);
        continue;
      }
      runs.add(runId);
      characters += events.length;
      taken.push(entry);
    }
    this.#waiting = left;
    return taken;
  }
}

function settle(batch: readonly Waiting[], refused: readonly [string][]): void {
  if (refused.length === 0) {
    for (const { resolve } of batch) resolve();
    return;
  }
  const lost = new Set(refused.map(([runId]) => runId));
  for (const { append, resolve, reject } of batch) {
    if (lost.has(append.runId)) reject(new JournalConflict(`Run ${append.runId} has moved on.`));
    else resolve();
  }
}
