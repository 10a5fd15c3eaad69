import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { StepId } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJournal } from './journal/journal.ts';
import { ensurePartitions, firstIdAt } from './partitions.ts';
import { testDatabase } from './testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const sunday = Date.UTC(2026, 10, 22, 23, 59, 59, 999);
const tables = async (like: string) => {
  const { rows } = await database.pool.query<{ name: string }>(
    'select relname as name from pg_class where relkind = $1 and relname like $2 order by 1',
    ['r', like],
  );
  return rows.map((row) => row.name);
};

describe('the partitions of the run tables', () => {
  it('are there for this week and four more, made by as many processes as like', async () => {
    await Promise.all([1, 2, 3].map(() => ensurePartitions(database.pool, sunday)));
    expect(await tables('run\\_2%')).toEqual([
      'run_20261116',
      'run_20261123',
      'run_20261130',
      'run_20261207',
      'run_20261214',
    ]);
    expect(await tables('run\\_journal\\_2%')).toHaveLength(5);
  });

  it('hold each run with its events by the time in its id, and let a week go as a whole', async () => {
    await ensurePartitions(database.pool, Date.now());
    const journal = createJournal(database.pool);
    const id = randomUUIDv7();
    const facts = { workspaceId: randomUUID(), flowId: randomUUID(), planId: randomUUID(), workerId: null };
    const run = { ...facts, id, number: 1, mode: 'live', trigger: 'order', startedAt: Date.now() } as const;
    const started = { type: 'run.started', at: 1, trigger: StepId.parse('order'), payload: 1, mode: 'live' } as const;
    await journal.opening(run).append(id, 0, [started]);
    const { rows } = await database.pool.query(
      'select tableoid::regclass::text as name from run_journal where run_id = $1',
      [id],
    );
    const { name } = rows[0];
    expect(name).toMatch(/^run_journal_2/);
    await database.pool.query(`drop table ${name}, ${name.replace('_journal', '')}`);
    expect(await journal.read(id)).toEqual([]);
  });

  it('leave a week that was begun without its own where its runs are', async () => {
    const journal = createJournal(database.pool);
    // Long ago: nobody makes partitions for it on the day this runs.
    const lastOfWeek = Date.UTC(2019, 0, 6, 23, 59, 59, 999);
    const id = firstIdAt(lastOfWeek);
    const facts = { workspaceId: randomUUID(), flowId: randomUUID(), planId: randomUUID(), workerId: null };
    const run = { ...facts, id, number: 1, mode: 'live', trigger: 'order', startedAt: lastOfWeek } as const;
    const started = { type: 'run.started', at: 1, trigger: StepId.parse('order'), payload: 1, mode: 'live' } as const;
    await journal.opening(run).append(id, 0, [started]);
    await ensurePartitions(database.pool, lastOfWeek);
    expect(await journal.read(id)).toHaveLength(1);
    expect(await tables('run\\_20181231')).toEqual([]);
    expect(await tables('run\\_201901%')).toHaveLength(4);
  });

  it('begin at the first id of their moment', () => {
    const id = randomUUIDv7();
    const at = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    expect(firstIdAt(at) <= id).toBe(true);
    expect(firstIdAt(at + 1) > id).toBe(true);
  });
});
