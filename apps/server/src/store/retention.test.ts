import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensurePartitions, firstIdAt } from './partitions.ts';
import { dropOldRuns } from './retention.ts';
import { testDatabase } from './testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const WEEK_MS = 7 * 86_400_000;
/** A Monday. */
const monday = Date.UTC(2026, 5, 1);

const weeks = async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relname ~ '^run_(journal_)?2' order by 1`,
  );
  return rows.map(({ name }) => name);
};

it('drops whole weeks that are old enough, and none with a run that still waits', async () => {
  await ensurePartitions(database.pool, monday);
  expect(await weeks()).toHaveLength(10);
  const waiting = firstIdAt(monday + WEEK_MS + 5);
  await database.pool.query('insert into run_lease (run_id) values ($1)', [waiting]);
  expect(await dropOldRuns(database.pool, monday + 3 * WEEK_MS - 1)).toEqual(['run_20260601']);
  expect(await dropOldRuns(database.pool, monday + 3 * WEEK_MS)).toEqual(['run_20260615']);
  await database.pool.query('delete from run_lease');
  expect(await dropOldRuns(database.pool, monday + 3 * WEEK_MS)).toEqual(['run_20260608']);
  expect(await weeks()).toEqual(['run_20260622', 'run_20260629', 'run_journal_20260622', 'run_journal_20260629']);
});

it('takes away with a week which runs others had called in it, and waits for ends that are still to be told', async () => {
  await ensurePartitions(database.pool, monday);
  const ended = firstIdAt(monday + 5);
  await database.pool.query('insert into called_run values ($1, $1, $2, 0, true)', [ended, 'call']);
  await database.pool.query('insert into ended_run (run_id) values ($1)', [ended]);
  expect(await dropOldRuns(database.pool, monday + WEEK_MS)).toEqual([]);
  await database.pool.query('delete from ended_run');
  expect(await dropOldRuns(database.pool, monday + WEEK_MS)).toEqual(['run_20260601']);
  expect((await database.pool.query('select from called_run')).rowCount).toBe(0);
});

it('leaves a week alone that somebody is reading, until the next time', async () => {
  await ensurePartitions(database.pool, monday);
  const reader = await database.pool.connect();
  await reader.query('begin');
  await reader.query('select from run_20260601');
  expect(await dropOldRuns(database.pool, monday + WEEK_MS)).toEqual([]);
  await reader.query('rollback');
  reader.release();
  expect(await dropOldRuns(database.pool, monday + WEEK_MS)).toEqual(['run_20260601']);
});
