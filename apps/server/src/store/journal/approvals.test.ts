import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { JournalConflict, type RunEvent } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLeases } from '../leases.ts';
import { testDatabase } from '../testing.ts';
import { appendStatement } from './appendStatement.ts';
import { approvalsIn } from './approvalParts.ts';
import { createJournal, type NewRun, type RunJournal } from './journal.ts';

const started: RunEvent = { type: 'run.started', at: 1, trigger: StepId.parse('order'), payload: null, mode: 'live' };
const waiting = (path = 'ask', at = 2): RunEvent => ({ type: 'step.waiting', at, path, for: 'approval', until: 90 });
const word = (path = 'ask', outlet = 'approved'): RunEvent => ({
  type: 'step.resumed',
  at: 7,
  path,
  by: 'ada',
  outlet,
});
const finished = (outcome: 'succeeded' | 'failed' | 'cancelled'): RunEvent => ({
  type: 'run.finished',
  at: 9,
  outcome,
});

let database: Awaited<ReturnType<typeof testDatabase>>;
let journal: RunJournal;
beforeAll(async () => {
  database = await testDatabase();
  journal = createJournal(database.pool);
});
afterAll(() => database.drop());

function newRun(): NewRun {
  const ids = { workspaceId: randomUUID(), flowId: randomUUID(), planId: randomUUID(), workerId: randomUUID() };
  return { id: randomUUIDv7(), ...ids, number: 1, mode: 'live', trigger: 'order', startedAt: 1 };
}

/** A run with these appends, and what the list then says. */
async function after(...appends: RunEvent[][]) {
  const run = newRun();
  const mine = journal.opening(run);
  let length = 0;
  for (const events of appends) {
    await mine.append(run.id, length, events);
    length += events.length;
  }
  return { run, rows: await rowsOf(run.id) };
}
const rowsOf = (runId: string) => database.prisma.approval.findMany({ where: { runId }, orderBy: { path: 'asc' } });

describe('the list of approvals', () => {
  it('has a row as soon as a run asks, with its first append or a later one', async () => {
    const at = { askedAt: new Date(2), until: new Date(90), outcome: null, settledAt: null };
    const first = await after([started, waiting()]);
    expect(first.rows).toMatchObject([{ ...at, path: 'ask', workspaceId: first.run.workspaceId }]);
    const later = await after([started], [waiting('each[0]/ask'), waiting('each[1]/ask')]);
    expect(later.rows).toMatchObject([
      { ...at, path: 'each[0]/ask', workspaceId: later.run.workspaceId },
      { ...at, path: 'each[1]/ask', workspaceId: later.run.workspaceId },
    ]);
  });

  it.each(['approved', 'declined'])('is settled with the word that ends the wait: %s', async (outlet) => {
    const { rows } = await after([started, waiting(), waiting('other')], [word('ask', outlet)]);
    expect(rows).toMatchObject([
      { path: 'ask', outcome: outlet, settledAt: new Date(7), tellAt: null },
      { path: 'other', outcome: null },
    ]);
  });

  it('is settled when nobody says anything in time, also in the moment it asks', async () => {
    const late: RunEvent = { type: 'step.succeeded', at: 90, path: 'ask', outlet: 'timeout' };
    const settled = [{ outcome: 'timeout', settledAt: new Date(90) }];
    expect((await after([started, waiting()], [late])).rows).toMatchObject(settled);
    expect((await after([started, waiting(), late])).rows).toMatchObject(settled);
  });

  it('is settled when the run ends first, whatever ends it', async () => {
    const over = [{ outcome: 'over', settledAt: new Date(9) }];
    expect((await after([started, waiting()], [finished('cancelled')])).rows).toMatchObject(over);
    expect((await after([started, waiting(), finished('failed')])).rows).toMatchObject(over);
    const stopped: RunEvent = { type: 'run.stopped', at: 9, path: 'stop', outcome: 'succeeded' };
    expect((await after([started, waiting()], [stopped, finished('succeeded')])).rows).toMatchObject(over);
  });

  it('keeps a word that comes with the end of its run', async () => {
    const { rows } = await after([started, waiting(), waiting('other')], [word(), finished('failed')]);
    expect(rows.map(({ path, outcome }) => [path, outcome])).toEqual([
      ['ask', 'approved'],
      ['other', 'over'],
    ]);
  });

  it('asks again when a person takes the run up again', async () => {
    const retried: RunEvent = { type: 'step.retried', at: 12, path: 'send', by: 'ada' };
    const { rows } = await after(
      [started, waiting(), waiting('other')],
      [word('other')],
      [finished('failed')],
      [retried],
    );
    expect(rows.map(({ path, outcome }) => [path, outcome])).toEqual([
      ['ask', null],
      ['other', 'approved'],
    ]);
  });

  it('asks anew when the step does', async () => {
    const { rows } = await after([started, waiting()], [word('ask', 'declined')], [waiting('ask', 20)]);
    expect(rows).toMatchObject([{ outcome: null, askedAt: new Date(20), settledAt: null, tellAt: expect.any(Date) }]);
  });

  it('has no row of a run that lost its race', async () => {
    const { run } = await after([started]);
    await expect(journal.append(run.id, 0, [waiting()])).rejects.toBeInstanceOf(JournalConflict);
    expect(await rowsOf(run.id)).toEqual([]);
  });

  it('costs a batch that asks nothing not a word', () => {
    const ended = finished('succeeded');
    expect(approvalsIn([started, ended])).toBeUndefined();
    const { text } = appendStatement([{ runId: randomUUID(), index: 0, count: 2, events: '[]' }]);
    expect(text).not.toContain('approval');
    expect(text).not.toContain('run_lease');
  });
});

describe('a word', () => {
  it('keeps the run from lying down that it came for', async () => {
    const leases = createLeases(database.pool);
    const { run } = await after([started, waiting()]);
    const rest = { runId: run.id, workerId: run.workerId ?? '', wakeAt: Date.now() + 86_400_000, status: 'waiting' };
    await journal.append(run.id, 2, [word()]);
    expect(await leases.park(rest)).toBe('stirred');
    expect((await database.prisma.runLease.findFirst({ where: { runId: run.id } }))?.wakeAt?.getTime()).toBeLessThan(
      rest.wakeAt - 1,
    );
  });

  it('wakes a run that has lain down, also when whoever said it dies at once', async () => {
    const leases = createLeases(database.pool);
    const { run } = await after([started, waiting()]);
    const rest = { runId: run.id, workerId: run.workerId ?? '', wakeAt: Date.now() + 86_400_000, status: 'waiting' };
    expect(await leases.park(rest)).toBe('parked');
    await journal.append(run.id, 2, [word()]);
    const lease = await database.prisma.runLease.findFirst({ where: { runId: run.id } });
    expect(lease).toMatchObject({ workerId: null });
    expect(lease?.wakeAt?.getTime()).toBeLessThanOrEqual(Date.now());
  });
});
