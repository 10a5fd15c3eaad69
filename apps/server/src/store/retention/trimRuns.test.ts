import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createRunStore } from '../runStore.ts';
import { ensurePartitions, firstIdAt } from '../partitions.ts';
import { testDatabase } from '../testing.ts';
import { keepSince } from './keptSince.ts';
import { onlyHere } from './onlyHere.ts';
import { runSpace } from './runSpace.ts';
import { type KeepRuns, trimRuns } from './trimRuns.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
afterEach(async () => {
  const tables = 'run, run_journal, run_lease, called_run, ended_run, troubled_run, approval, kept_runs';
  await database.pool.query(`truncate ${tables}`);
});

const WEEK_MS = 7 * 86_400_000;
const DAY_MS = 86_400_000;
/** A Monday. */
const monday = Date.UTC(2026, 5, 1);
const workspaceId = firstIdAt(1);
const { signal } = new AbortController();

const trim = (keep: KeepRuns, now = monday) => trimRuns(database.pool, { keep, now, signal });

const weeks = async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relname ~ '^run_(journal_)?2' order by 1`,
  );
  return rows.map(({ name }) => name);
};

/** Finished runs, one a millisecond from `at` on, with a journal of `size` characters that do not compress. */
async function addRuns(at: number, { count = 1, size = 100, status = 'succeeded' } = {}): Promise<void> {
  await database.pool.query(
    `with ids as (
        select (lpad(to_hex($1::bigint + i), 12, '0') || '7000800000000000' || lpad(to_hex(i), 4, '0'))::uuid as id
        from generate_series(0, $2::int - 1) as i),
      runs as (
        insert into run (id, workspace_id, flow_id, plan_id, number, mode, trigger, status, started_at, finished_at)
        select id, $4, $4, $4, 1, 'live', 'order', $5, now(), now() from ids)
      insert into run_journal (run_id, index, count, events)
      select id, 0, 1, (select string_agg(md5(id::text || n), '') from generate_series(1, $3::int / 32) as n) from ids`,
    [at, count, size, workspaceId, status],
  );
}

const left = async () => (await database.pool.query('select from run')).rowCount;

it('drops whole weeks that are old enough, and none with a run that still waits', async () => {
  await ensurePartitions(database.pool, monday);
  expect(await weeks()).toHaveLength(10);
  await database.pool.query('insert into run_lease (run_id) values ($1)', [firstIdAt(monday + WEEK_MS + 5)]);
  expect((await trim({ days: 7 }, monday + 4 * WEEK_MS - 1)).weeks).toEqual(['run_20260601']);
  expect((await trim({ days: 7 }, monday + 4 * WEEK_MS)).weeks).toEqual(['run_20260615']);
  await database.pool.query('delete from run_lease');
  expect((await trim({ days: 7 }, monday + 4 * WEEK_MS)).weeks).toEqual(['run_20260608']);
  expect(await weeks()).toEqual(['run_20260622', 'run_20260629', 'run_journal_20260622', 'run_journal_20260629']);
});

it('takes away with a week which runs others had called in it, and waits for ends that are still to be told', async () => {
  await ensurePartitions(database.pool, monday);
  const ended = firstIdAt(monday + 5);
  await database.pool.query('insert into called_run values ($1, $1, $2, 0, true)', [ended, 'call']);
  await database.pool.query('insert into ended_run (run_id) values ($1)', [ended]);
  expect((await trim({ days: 7 }, monday + 2 * WEEK_MS)).weeks).toEqual([]);
  await database.pool.query('delete from ended_run');
  expect((await trim({ days: 7 }, monday + 2 * WEEK_MS)).weeks).toEqual(['run_20260601']);
  expect((await database.pool.query('select from called_run')).rowCount).toBe(0);
});

it('leaves a week alone that somebody is reading, until the next time', async () => {
  await ensurePartitions(database.pool, monday);
  const reader = await database.pool.connect();
  await reader.query('begin');
  await reader.query('select from run_20260601');
  expect((await trim({ days: 7 }, monday + 2 * WEEK_MS)).weeks).toEqual([]);
  await reader.query('rollback');
  reader.release();
  expect((await trim({ days: 7 }, monday + 2 * WEEK_MS)).weeks).toEqual(['run_20260601']);
});

it('keeps the newest so many, and says since when runs are all there', async () => {
  await ensurePartitions(database.pool, monday);
  await addRuns(monday, { count: 1_200 });
  await addRuns(monday + WEEK_MS, { count: 600 });
  expect(await trim({ count: 5_000 })).toEqual({ weeks: [], runs: 0, keptSince: null });
  expect(await trim({ count: 700 })).toEqual({ weeks: [], runs: 1_100, keptSince: monday + 1_100 });
  expect(await left()).toBe(700);
  expect((await database.pool.query('select from run_journal')).rowCount).toBe(700);
  expect(await trim({ count: 600 })).toEqual({ weeks: ['run_20260601'], runs: 0, keptSince: monday + WEEK_MS });
  await keepSince(database.pool, monday + WEEK_MS);
  const page = await createRunStore(database.pool).list(workspaceId, { limit: 1_000 });
  expect(page.keptSince).toBe(new Date(monday + WEEK_MS).toISOString());
  const first = await createRunStore(database.pool).list(workspaceId, { limit: 10 });
  expect(first.keptSince).toBeUndefined();
});

it('keeps what something unfinished needs: itself, who called it, what it called', async () => {
  await ensurePartitions(database.pool, monday);
  await addRuns(monday, { count: 10 });
  const { rows } = await database.pool.query<{ id: string }>('select id from run order by id');
  const [waits, calls, answered, other] = rows.map(({ id }) => id);
  await database.pool.query('update run set finished_at = null where id = $1', [waits]);
  await database.pool.query('insert into run_lease (run_id) values ($1)', [waits]);
  await database.pool.query(`insert into called_run values ($1, $2, 'call', 0, false)`, [waits, calls]);
  await database.pool.query(`insert into called_run values ($1, $2, 'call', 0, true)`, [answered, waits]);
  await database.pool.query(
    `insert into approval (run_id, path, workspace_id, asked_at, until) values ($1, 'ask', $2, now(), now()), ($3, 'ask', $2, now(), now())`,
    [waits, workspaceId, other],
  );
  expect((await trim({ count: 1 })).runs).toBe(6);
  const kept = await database.pool.query<{ id: string }>('select id from run order by id');
  expect(kept.rows.map(({ id }) => id)).toEqual([waits, calls, answered, rows.at(-1)?.id]);
  expect((await database.pool.query('select run_id from approval')).rows).toEqual([{ run_id: waits }]);
  expect((await database.pool.query('select from called_run')).rowCount).toBe(2);
});

it('keeps runs that are still to be run again, among many', async () => {
  await ensurePartitions(database.pool, monday);
  await addRuns(monday, { count: 4 });
  const { rows } = await database.pool.query<{ id: string }>('select id from run order by id');
  const { id } = await database.prisma.workspace.create({ data: { name: 'Acme' } });
  const batch = { workspaceId: id, askedBy: 'ada', fromWhere: 'start', isNewest: true, total: 2, nextAt: new Date() };
  const items = { create: [0, 1].map((n) => ({ runId: rows[n]?.id ?? '', isDone: n === 1 })) };
  await database.prisma.replayBatch.create({ data: { ...batch, items } });
  expect((await trim({ count: 1 })).runs).toBe(2);
  expect((await trim({ days: 7 }, monday + 4 * WEEK_MS)).weeks).not.toContain('run_20260601');
  await database.prisma.replayBatch.updateMany({ data: { nextAt: null } });
  expect((await trim({ days: 7 }, monday + 4 * WEEK_MS)).weeks).toContain('run_20260601');
});

it('frees as much room as is too much, by whole weeks and then by single runs', async () => {
  await ensurePartitions(database.pool, monday);
  await addRuns(monday, { count: 400, size: 3_200 });
  await addRuns(monday + WEEK_MS, { count: 1_000, size: 3_200 });
  const all = await runSpace(database.pool);
  expect(all / 1_400).toBeGreaterThan(3_200);
  expect(all / 1_400).toBeLessThan(4_000);
  const trimmed = await trim({ bytes: all / 2 }, monday + 2 * WEEK_MS);
  expect(trimmed.weeks).toEqual(['run_20260601']);
  // 300 would do; they go by the half thousand.
  expect(trimmed.runs).toBe(500);
  expect(await runSpace(database.pool)).toBeLessThan(all / 2);
  expect(await trim({ bytes: all / 2 }, monday + 2 * WEEK_MS)).toEqual({ weeks: [], runs: 0, keptSince: null });
});

it('is done by one process at a time', async () => {
  const nested = () => onlyHere(database, async () => 'second');
  expect(await onlyHere(database, nested)).toBe(null);
  expect(await nested()).toBe('second');
});

it('never keeps whoever writes runs waiting for a lock for long', async () => {
  await ensurePartitions(database.pool, monday);
  await addRuns(monday, { count: 5_000 });
  await addRuns(monday + WEEK_MS, { count: 5_000 });
  // Somebody reads the old weeks all the while, so their locks are not to be had.
  const reader = await database.pool.connect();
  await reader.query('begin');
  await reader.query('select from run_20260601, run_20260608 limit 1');
  const watched = watchLocks();
  const over = new AbortController();
  const trimming = trim({ days: 7, count: 2_000 }, monday + 3 * WEEK_MS).finally(() => over.abort());
  let written = 0;
  for (let at = monday + 2 * WEEK_MS; !over.signal.aborted; at += DAY_MS / 100) {
    await addRuns(at);
    written += 1;
  }
  const { runs } = await trimming;
  const longestMs = await watched.longestMs();
  await reader.query('rollback');
  reader.release();
  expect(runs).toBeGreaterThan(7_900);
  expect(written).toBeGreaterThan(20);
  // A tenth of a second each time; without an end of its own it would be for as long as somebody reads.
  expect(longestMs).toBeLessThan(10_000);
});

/** How long anybody waited for a lock, looked at all the time. */
function watchLocks() {
  const over = new AbortController();
  let longest = 0;
  const look = async () => {
    while (!over.signal.aborted) {
      const { rows } = await database.pool.query<{ ms: number | null }>(
        `select extract(epoch from max(clock_timestamp() - waitstart))::float8 * 1000 as ms from pg_locks
          where not granted and database = (select oid from pg_database where datname = current_database())`,
      );
      longest = Math.max(longest, rows[0]?.ms ?? 0);
    }
  };
  const looking = look();
  return {
    longestMs: async () => {
      over.abort();
      await looking;
      return longest;
    },
  };
}
