import type { Pool } from 'pg';
import { firstIdAt } from '../partitions.ts';
import { type Deleted, type DeleteRuns, deleteRuns } from './deleteRuns.ts';
import { dropWeek } from './dropWeek.ts';
import { runSpace } from './runSpace.ts';
import { mondayBefore, type Week, weeksOf } from './weeks.ts';

/** How much of the past is kept; what is absent sets no limit. */
export type KeepRuns = {
  /** To the week. */
  days?: number;
  /** The newest so many, of all workspaces together. */
  count?: number;
  /** Of runs and journals, as they are stored; files are not counted. */
  bytes?: number;
};

/** What went: weeks dropped whole, and single runs. `keptSince`: milliseconds since 1970; null where nothing went. */
export type Trimmed = { weeks: string[]; runs: number; keptSince: number | null };

type Trim = { keep: KeepRuns; now: number; signal: AbortSignal };

const DAY_MS = 86_400_000;

/** Removes the oldest runs until what is left is within all limits. Whatever something unfinished needs stays. */
export async function trimRuns(pool: Pool, { keep, now, signal }: Trim): Promise<Trimmed> {
  const trimming = new Trimming(pool, signal);
  if (keep.days !== undefined) await trimming.removeBefore(firstIdAt(mondayBefore(now - keep.days * DAY_MS)));
  const oldest = keep.count === undefined ? null : await oldestOf(pool, keep.count);
  if (oldest !== null) await trimming.removeBefore(oldest);
  if (keep.bytes !== undefined) await trimming.free((await runSpace(pool)) - keep.bytes, now);
  return trimming.trimmed;
}

class Trimming {
  readonly trimmed: Trimmed = { weeks: [], runs: 0, keptSince: null };
  readonly #pool: Pool;
  readonly #signal: AbortSignal;

  constructor(pool: Pool, signal: AbortSignal) {
    this.#pool = pool;
    this.#signal = signal;
  }

  /** Whole weeks where that can be, which costs next to nothing; else run by run. */
  async removeBefore(until: string): Promise<void> {
    for (const week of await weeksOf(this.#pool)) if (week.until <= until) await this.#drop(week);
    await this.#delete({ until });
  }

  /** Makes so many bytes free; none where `excess` is not above 0. */
  async free(excess: number, now: number): Promise<void> {
    let left = excess;
    for (const week of await weeksOf(this.#pool)) {
      if (left <= 0 || this.#signal.aborted) return;
      const size = await runSpace(this.#pool, week.name);
      const isGone = week.endsAt <= now && size <= left && (await this.#drop(week));
      left -= isGone ? size : (await this.#delete({ ...week, untilFreed: left })).bytes;
    }
  }

  async #drop(week: Week): Promise<boolean> {
    if (this.#signal.aborted || !(await dropWeek(this.#pool, week))) return false;
    this.trimmed.weeks.push(week.name);
    this.#note(week.endsAt);
    return true;
  }

  async #delete(span: Omit<DeleteRuns, 'signal'>): Promise<Deleted> {
    const deleted = await deleteRuns(this.#pool, { ...span, signal: this.#signal });
    this.trimmed.runs += deleted.runs;
    if (deleted.last !== null) this.#note(timeOf(deleted.last) + 1);
    return deleted;
  }

  #note(at: number): void {
    this.trimmed.keptSince = Math.max(this.trimmed.keptSince ?? 0, at);
  }
}

/** The oldest of the newest `most` runs; null where there are fewer. */
async function oldestOf(pool: Pool, most: number): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>('select id from run order by id desc offset $1 limit 1', [
    most - 1,
  ]);
  return rows[0]?.id ?? null;
}

/** A UUIDv7 begins with its time. */
function timeOf(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}
