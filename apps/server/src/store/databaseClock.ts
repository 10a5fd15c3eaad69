import type { Pool } from 'pg';

/** Less than this is not worth a clock that steps. */
const CLOSE_MS = 100;

/** What the database's clock showed, and when it was asked and had answered, in milliseconds of this process. */
export type Reading = { shown: number; askedAt: number; answeredAt: number };

/**
 * What time it is in the database, told without asking each time. Runs are woken, swept and started by the database's clock, so
 * nobody may go by another: a machine an hour behind would take a waiting run again and again, one an hour ahead would let it
 * sleep for an hour. Between readings it is counted on, whatever happens to the clock of this machine.
 */
export class DatabaseClock {
  readonly #pool: Pick<Pool, 'query'>;
  #shift = 0;

  constructor(pool: Pick<Pool, 'query'>) {
    this.#pool = pool;
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => Math.floor(counted() + this.#shift);

  /** Follows the database where they are further apart than the reading is vague. */
  heard({ shown, askedAt, answeredAt }: Reading): void {
    const shift = shown - (askedAt + answeredAt) / 2;
    const vagueness = (answeredAt - askedAt) / 2;
    if (Math.abs(shift - this.#shift) > Math.max(CLOSE_MS, vagueness)) this.#shift = shift;
  }

  /** Asks, for what must not be begun by a clock that has jumped since. */
  look(): Promise<void> {
    return this.listen(async () => {
      const { rows } = await this.#pool.query<{ shown: number }>({
        name: 'clock',
        text: 'select extract(epoch from now())::float8 * 1000 as shown',
      });
      return rows[0]?.shown;
    });
  }

  /** Reads the time of a question that is put anyway; `ask` gives it. */
  async listen(ask: () => Promise<number | undefined>): Promise<void> {
    const askedAt = counted();
    const shown = await ask();
    if (shown !== undefined) this.heard({ shown, askedAt, answeredAt: counted() });
  }
}

/** Does not jump with the clock of this machine. */
function counted(): number {
  return performance.timeOrigin + performance.now();
}

/** The clock of this database, read once; those who talk to it go on reading. */
export async function openDatabaseClock(pool: Pool): Promise<DatabaseClock> {
  const clock = new DatabaseClock(pool);
  await clock.look();
  return clock;
}
