import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { TakeTry } from '../policies/tries.ts';

/**
 * Tries in PostgreSQL, a row for each that was made lately: by GCRA, one moment a row and one statement a try, however many
 * processes count. Who tries is hashed: addresses do not stand there, and what is typed takes no room.
 */
export function createTryCounts(pool: Pool, now: () => number): TakeTry {
  return async ({ name, burst, perSecond }, who) => {
    const everyMs = 1_000 / perSecond;
    const key = `${name} ${createHash('sha256').update(who).digest('base64url')}`;
    const values = [key, new Date(now()), everyMs, (burst - 1) * everyMs];
    const { rows } = await pool.query<{ taken: boolean; waitMs: number | null }>({
      name: 'try-take',
      text: TAKE,
      values,
    });
    const [answer] = rows;
    if (answer?.taken === true) return 0;
    return Math.max(1, Math.ceil((answer?.waitMs ?? 0) / 1_000));
  };
}

/** Forgets those of whom as many tries are left as ever: an absent row says the same. */
export async function forgetTries(pool: Pool, now: number): Promise<void> {
  await pool.query('delete from try_count where full_at < $1', [new Date(now)]);
}

const TAKE = `
  with taken as (
    insert into try_count as t (key, full_at) values ($1, $2::timestamptz + $3::float8 * interval '1 ms')
    on conflict (key) do update set full_at = greatest(t.full_at, $2::timestamptz) + $3::float8 * interval '1 ms'
      where t.full_at <= $2::timestamptz + $4::float8 * interval '1 ms'
    returning true
  )
  select exists (select from taken) as taken,
    (select extract(epoch from full_at - $2::timestamptz)::float8 * 1000 - $4::float8 from try_count where key = $1) as "waitMs"`;
