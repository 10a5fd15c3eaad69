import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { JournalConflict, type RunEvent } from '@patchbay/execution';
import { journalContract } from '@patchbay/execution/testing';
import { StepId } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../testing.ts';
import { createJournal, type NewRun, type RunJournal } from './journal.ts';

const started: RunEvent = { type: 'run.started', at: 1, trigger: StepId.parse('order'), payload: null, mode: 'live' };
const finished: RunEvent = { type: 'run.finished', at: 5, outcome: 'succeeded' };

function newRun(changes: Partial<NewRun> = {}): NewRun {
  return {
    id: randomUUIDv7(),
    workspaceId: randomUUID(),
    flowId: randomUUID(),
    number: 1,
    planId: randomUUID(),
    mode: 'live',
    trigger: 'order',
    startedAt: 1,
    workerId: randomUUID(),
    ...changes,
  };
}

let database: Awaited<ReturnType<typeof testDatabase>>;
let journal: RunJournal;
beforeAll(async () => {
  database = await testDatabase();
  journal = createJournal(database.pool);
});
afterAll(() => database.drop());

const rowOf = async (runId: string) => (await database.pool.query('select * from run where id = $1', [runId])).rows[0];
const isLeased = async (runId: string) =>
  (await database.pool.query('select 1 from run_lease where run_id = $1', [runId])).rowCount === 1;

describe('on PostgreSQL', () => {
  journalContract(async () => ({ journal, newRun: async () => randomUUIDv7() }));
});

describe('the journal', () => {
  it('writes the row of a run with its first events, and gives it to its worker', async () => {
    const run = newRun();
    await journal.opening(run).append(run.id, 0, [started]);
    expect(await rowOf(run.id)).toMatchObject({ flow_id: run.flowId, status: 'running', number: 1, finished_at: null });
    expect(await isLeased(run.id)).toBe(true);
  });

  it('ends the row with the last event, and takes the run off the list of unfinished ones', async () => {
    const run = newRun();
    const mine = journal.opening(run);
    await mine.append(run.id, 0, [started]);
    await mine.append(run.id, 1, [finished]);
    expect(await rowOf(run.id)).toMatchObject({ status: 'succeeded', finished_at: new Date(5) });
    expect(await isLeased(run.id)).toBe(false);
  });

  it('never lists a run as unfinished that began and ended at once', async () => {
    const run = newRun();
    await journal.opening(run).append(run.id, 0, [started, finished]);
    expect(await rowOf(run.id)).toMatchObject({ status: 'succeeded' });
    expect(await isLeased(run.id)).toBe(false);
  });

  it('keeps the sentence of the failure that ended a run, without its control characters', async () => {
    const run = newRun();
    const failure = { code: 'refused', message: 'Nothing\u0001answers\nthere.', retry: 'never' } as const;
    const failed: RunEvent = { type: 'step.failed', at: 2, path: 'ask', attempt: 1, failure };
    await journal.opening(run).append(run.id, 0, [started, failed, { ...finished, outcome: 'failed' }]);
    expect(await rowOf(run.id)).toMatchObject({ status: 'failed', error: 'Nothing answers there.' });
  });

  it('says which step failed and in what words, at once or at the end of a run that went on meanwhile', async () => {
    const [atOnce, later, whole] = [newRun(), newRun(), newRun()];
    const said = { text: '{app} is busy.', values: { app: 'Acme' } };
    const failure = { code: 'refused', message: 'Acme is busy.', said, retry: 'never' } as const;
    const failed: RunEvent = { type: 'step.failed', at: 2, path: 'each[3]/ask', attempt: 1, failure };
    const end = { ...finished, outcome: 'failed' } as const;
    await journal.opening(atOnce).append(atOnce.id, 0, [started, failed, end]);
    await journal.opening(later).append(later.id, 0, [started]);
    await journal.append(later.id, 1, [failed]);
    await journal.append(later.id, 2, [{ ...end, error: 'Acme is busy.', erred: { step: 'ask', said } }]);
    await journal.opening(whole).append(whole.id, 0, [started, { ...end, failure }]);
    for (const { id } of [atOnce, later])
      expect(await rowOf(id)).toMatchObject({ error: 'Acme is busy.', failure: JSON.stringify({ step: 'ask', said }) });
    expect(await rowOf(whole.id)).toMatchObject({ failure: JSON.stringify({ said }) });
    await journal.append(atOnce.id, 3, [{ type: 'step.retried', at: 6, path: 'ask', by: 'ada' }]);
    expect(await rowOf(atOnce.id)).toMatchObject({ error: null, failure: null, status: 'running' });
  });

  it('keeps in short what a run was started with, for the run and for the lists of those that end badly', async () => {
    const run = newRun();
    const payload = { name: 'Ana\u0001 Lima', email: 'ana@lima.example', amount: '240.00', password: 'hunter2' };
    await journal.opening(run).append(run.id, 0, [
      { ...started, payload },
      { ...finished, outcome: 'failed' },
    ]);
    const gist = 'Ana Lima · ana@lima.example · 240.00';
    expect(await rowOf(run.id)).toMatchObject({ gist });
    expect(await database.prisma.troubledRun.findUnique({ where: { runId: run.id } })).toMatchObject({ gist });
    await journal.append(run.id, 2, [{ type: 'step.retried', at: 6, path: 'ask', by: 'ada' }, finished]);
    expect(await rowOf(run.id)).toMatchObject({ gist, status: 'succeeded' });
    const other = newRun();
    await journal.opening(other).append(other.id, 0, [started]);
    expect(await rowOf(other.id)).toMatchObject({ gist: null });
  });

  it('notes runs that end badly, at once or later, for the lists of those', async () => {
    const [atOnce, later, well] = [newRun(), newRun(), newRun()];
    await Promise.all([
      journal.opening(atOnce).append(atOnce.id, 0, [started, { ...finished, outcome: 'failed', error: 'No answer.' }]),
      journal.opening(later).append(later.id, 0, [started]),
      journal.opening(well).append(well.id, 0, [started, finished]),
    ]);
    await journal.append(later.id, 1, [{ ...finished, outcome: 'cancelled' }]);
    const ids = [atOnce.id, later.id, well.id];
    const troubled = await database.prisma.troubledRun.findMany({
      where: { runId: { in: ids } },
      orderBy: { runId: 'asc' },
    });
    const facts = ({ id, workspaceId, flowId }: NewRun) => ({ runId: id, workspaceId, flowId });
    const both = [
      { ...facts(atOnce), status: 'failed', error: 'No answer.', gist: null },
      { ...facts(later), status: 'cancelled', error: null, gist: null },
    ];
    expect(troubled).toEqual(both.sort((a, b) => (a.runId < b.runId ? -1 : 1)));

    await journal.append(atOnce.id, 2, [{ type: 'step.retried', at: 9, path: 'ask', by: 'ada' }]);
    await journal.append(atOnce.id, 3, [{ ...finished, outcome: 'cancelled' }]);
    expect(await database.prisma.troubledRun.findUnique({ where: { runId: atOnce.id } })).toEqual({
      ...facts(atOnce),
      status: 'cancelled',
      error: null,
      gist: null,
    });
  });

  it('opens a run again when a person asks for another try', async () => {
    const run = newRun();
    await journal.opening(run).append(run.id, 0, [started, { ...finished, outcome: 'failed' }]);
    await journal.append(run.id, 2, [{ type: 'step.retried', at: 9, path: 'ask', by: 'ada' }]);
    expect(await rowOf(run.id)).toMatchObject({ status: 'running', finished_at: null });
    expect(await isLeased(run.id)).toBe(true);
  });

  it('keeps every character, also those that PostgreSQL has no text for', async () => {
    const run = newRun();
    const odd: RunEvent = { ...started, payload: '\u0000 \u0001 \ud800 "{}", \\ NULL é 🧡' };
    await journal.opening(run).append(run.id, 0, [odd]);
    expect(await journal.read(run.id)).toEqual([odd]);
  });

  it('lets one run of a batch lose without harm to the others', async () => {
    const runs = Array.from({ length: 50 }, () => newRun());
    await Promise.all(runs.map((run) => journal.opening(run).append(run.id, 0, [started])));
    const loser = runs[20];
    if (loser === undefined) throw new Error('no run');
    await journal.append(loser.id, 1, [finished]);

    const results = await Promise.allSettled(runs.map((run) => journal.append(run.id, 1, [finished])));
    const refused = results.flatMap((result, i) =>
      result.status === 'rejected' ? [[runs[i]?.id, result.reason]] : [],
    );
    expect(refused).toEqual([[loser.id, expect.any(JournalConflict)]]);
  });

  it('shares commits among runs that write at the same time', async () => {
    const runs = Array.from({ length: 200 }, () => newRun());
    await Promise.all(runs.map((run) => journal.opening(run).append(run.id, 0, [started, finished])));
    // By the transactions that wrote these rows: the server counts those of all databases together, and others write as well.
    const { rows } = await database.pool.query<{ commits: number }>(
      'select count(distinct xmin::text)::int as commits, count(*)::int as runs from run where id = any($1)',
      [runs.map(({ id }) => id)],
    );
    expect(rows).toEqual([{ commits: expect.toSatisfy((commits: number) => commits < 10), runs: 200 }]);
  });

  it('takes appends to one run in the order they are handed in', async () => {
    const run = newRun();
    const mine = journal.opening(run);
    const retried: RunEvent = { type: 'step.retried', at: 2, path: 'ask', by: 'ada' };
    await Promise.all([
      mine.append(run.id, 0, [started]),
      mine.append(run.id, 1, [retried]),
      mine.append(run.id, 2, [finished]),
    ]);
    expect(await journal.read(run.id)).toEqual([started, retried, finished]);
  });

  it('reads on from any event, also one in the middle of an append', async () => {
    const run = newRun();
    const retried: RunEvent = { type: 'step.retried', at: 2, path: 'ask', by: 'ada' };
    await journal.opening(run).append(run.id, 0, [started, retried]);
    await journal.append(run.id, 2, [finished]);
    expect(await journal.readFrom(run.id, 1)).toEqual([retried, finished]);
    expect(await journal.readFrom(run.id, 3)).toEqual([]);
    expect(await journal.length(run.id)).toBe(3);
  });

  it('starts one run for a delivery that comes twice', async () => {
    const delivery = { hookId: 'h', key: randomUUID() };
    const [first, second] = [newRun({ delivery }), newRun({ delivery })];
    await journal.opening(first).append(first.id, 0, [started]);
    await expect(journal.opening(second).append(second.id, 0, [started])).rejects.toBeInstanceOf(JournalConflict);
    expect(await rowOf(second.id)).toBeUndefined();
    expect(await journal.read(second.id)).toEqual([]);
    expect(await isLeased(second.id)).toBe(false);
  });

  it('starts one run when both deliveries arrive in the same moment', async () => {
    const delivery = { hookId: 'h', key: randomUUID() };
    const runs = [newRun({ delivery }), newRun({ delivery })];
    const results = await Promise.allSettled(runs.map((run) => journal.opening(run).append(run.id, 0, [started])));
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('tells of events only once they are durable', async () => {
    const told: unknown[] = [];
    const telling = createJournal(database.pool, (runId, from, events) => told.push([runId, from, events.length]));
    const run = newRun();
    const append = telling.opening(run).append(run.id, 0, [started]);
    expect(told).toEqual([]);
    await append;
    await expect(telling.append(run.id, 0, [finished])).rejects.toBeInstanceOf(JournalConflict);
    expect(told).toEqual([[run.id, 0, 1]]);
  });
});
