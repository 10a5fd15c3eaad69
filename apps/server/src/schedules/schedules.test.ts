import { compile } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBuiltIn } from '../connectors/builtIns.ts';
import { draw, literal, object, ref, startRuns } from '../runs/testing.ts';
import type { Database } from '../store/database.ts';
import { createFlowStore } from '../store/flowStore.ts';
import { createScheduleStore } from '../store/schedules/scheduleStore.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually } from '../worker/testing.ts';
import { Clockwork } from './Clockwork.ts';
import { scheduleSteps } from './scheduleSteps.ts';

let database: Database & { drop(): Promise<void> };
let workspaceId: string;
/** What the clock on the wall shows. */
let clock = 0;
const now = () => clock;

beforeAll(async () => {
  database = await testDatabase();
  ({ id: workspaceId } = await database.prisma.workspace.create({ data: { name: 'Acme' } }));
});
afterAll(() => database.drop());
beforeEach(async () => {
  clock = at('2026-11-22T08:30:00Z');
  await database.prisma.flow.deleteMany({});
});

const at = (text: string) => Date.parse(text);
const catalog = {
  find: (uses: { connector: string; operation: string }) => readBuiltIn(uses.connector)?.operations[uses.operation],
  connector: () => undefined,
};

/** Every day at nine, unless it says otherwise. */
function daily(fields: Record<string, unknown> = {}): FlowDocument {
  const inputs = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, literal(value)]));
  return draw(
    {
      clock: { operation: 'schedule', inputs },
      note: { operation: 'setFields', inputs: { fields: object({ at: ref('clock.scheduledAt') }) } },
    },
    'clock -> note',
  );
}

async function newFlow(document: FlowDocument): Promise<string> {
  const summary = { chain: [], chainMore: 0, problems: 0, words: '' };
  const flows = createFlowStore(database, now);
  const { id } = await flows.create({ workspaceId, name: 'Nightly', document, summary, hooks: [], userId: 'ada' });
  await publish(id, document);
  return id;
}

async function publish(flowId: string, document: FlowDocument): Promise<void> {
  const compiled = compile(document, catalog);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const frozen = {
    document,
    plan: compiled.plan,
    hooks: [],
    schedules: scheduleSteps(document, catalog),
    polls: [],
    subscriptions: [],
    failureWatch: null,
    signature: null,
  };
  const flows = createFlowStore(database, now);
  await flows.publish({ workspaceId, flowId, revision: 0, ...frozen, activate: true, userId: 'ada' });
}

const setActive = (flowId: string, active: boolean) => createFlowStore(database, now).setActive(flowId, active);

/** One process, which looks when it is told to. */
function clockwork(sent: (runIds: readonly string[]) => Promise<void> = async () => undefined): Clockwork {
  const onError = (error: unknown) => {
    throw error;
  };
  return new Clockwork({ schedules: createScheduleStore(database.pool), queue: { send: sent }, now, onError });
}

/** The times that got a run, in order. */
async function started(flowId: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ events: string }>(
    `select j.events from run r join run_journal j on j.run_id = r.id where r.flow_id = $1 and j.index = 0 order by r.id`,
    [flowId],
  );
  return rows.map(({ events }) => JSON.parse(events)[0].payload.scheduledAt.slice(0, 16));
}

async function tickAt(...times: string[]): Promise<void> {
  for (const time of times) {
    clock = at(time);
    await clockwork().startDue();
  }
}

describe('an occurrence', () => {
  it('starts a run that a worker may take, with the time it is for', async () => {
    const flowId = await newFlow(daily({ zone: 'Europe/Berlin', at: '10:00' }));
    const sent: string[] = [];
    clock = at('2026-11-22T09:00:00.400Z');
    const [runId] = await clockwork(async (runIds) => void sent.push(...runIds)).startDue();
    expect(sent).toEqual([runId]);
    const run = await database.prisma.run.findFirstOrThrow({ where: { flowId } });
    expect(run).toMatchObject({ id: runId, number: 1, mode: 'live', trigger: 'clock', status: 'running' });
    const [entry] = await database.prisma.runJournal.findMany({ where: { runId: run.id } });
    expect(JSON.parse(entry?.events ?? '')).toMatchObject([
      {
        type: 'run.started',
        payload: {
          scheduledAt: '2026-11-22T09:00:00Z',
          date: '2026-11-22',
          time: '10:00',
          zone: 'Europe/Berlin',
          missed: 0,
        },
      },
    ]);
    expect(await database.prisma.runLease.findFirst({ where: { runId: run.id } })).toMatchObject({ workerId: null });
  });

  it('has one run although ten processes look at once', async () => {
    const flows = await Promise.all([1, 2, 3].map(() => newFlow(daily())));
    clock = at('2026-11-22T09:00:01Z');
    await Promise.all(Array.from({ length: 10 }, () => clockwork().startDue()));
    for (const flowId of flows) expect(await started(flowId)).toEqual(['2026-11-22T09:00']);
  });

  it('has one run although its process dies before it has told anybody', async () => {
    const flowId = await newFlow(daily());
    clock = at('2026-11-22T09:00:01Z');
    const dies = clockwork(() => Promise.reject(new Error('power cut')));
    await expect(dies.startDue()).rejects.toThrow('power cut');
    await tickAt('2026-11-22T09:00:02Z');
    expect(await started(flowId)).toEqual(['2026-11-22T09:00']);
    // The sweep brings what the queue was not told of.
    const run = await database.prisma.run.findFirstOrThrow({ where: { flowId } });
    const lease = await database.prisma.runLease.findFirstOrThrow({ where: { runId: run.id } });
    expect(lease).toMatchObject({ workerId: null, wakeAt: expect.any(Date) });
  });

  it('is not lost when the transaction that starts it fails', async () => {
    const flowId = await newFlow(daily());
    clock = at('2026-11-22T09:00:01Z');
    await database.pool.query('alter table schedule_occurrence rename to gone');
    await expect(clockwork().startDue()).rejects.toThrow('schedule_occurrence');
    await database.pool.query('alter table gone rename to schedule_occurrence');
    expect(await started(flowId)).toEqual([]);
    await tickAt('2026-11-22T09:00:02Z');
    expect(await started(flowId)).toEqual(['2026-11-22T09:00']);
  });
});

describe('a process', () => {
  it('starts and carries out what is due, and stops', async () => {
    clock = Date.now();
    const flowId = await newFlow(daily({ every: 'minutes', interval: 1 }));
    const patchbay = await startRuns(database);
    await database.pool.query(`update schedule set next_due_at = date_trunc('minute', now()) - interval '1 minute'`);
    patchbay.clockwork.start();
    const run = await eventually(async () => {
      const found = await database.prisma.run.findFirst({ where: { flowId, status: 'succeeded' } });
      return found ?? undefined;
    });
    await patchbay.stop();
    const events = await patchbay.deps.journal.read(run.id);
    const [scheduledAt] = await started(flowId);
    expect(events).toContainEqual(expect.objectContaining({ path: 'note', output: { at: `${scheduledAt}:00Z` } }));
    expect(patchbay.errors).toEqual([]);
  });
});

describe('an outage', () => {
  it('is caught up with once, or as the flow says', async () => {
    const flows = [];
    for (const missed of ['one', 'all', 'none']) flows.push(await newFlow(daily({ missed })));
    await tickAt('2026-11-25T12:00:00Z', '2026-11-26T09:00:00Z');
    const [one = '', all = '', none = ''] = flows;
    expect(await started(one)).toEqual(['2026-11-25T09:00', '2026-11-26T09:00']);
    const days = ['22', '23', '24', '25', '26'].map((day) => `2026-11-${day}T09:00`);
    expect(await started(all)).toEqual(days);
    expect(await started(none)).toEqual(['2026-11-26T09:00']);
  });
});

describe('a clock that jumps', () => {
  it('starts nothing twice when it is set back', async () => {
    const flowId = await newFlow(daily());
    await tickAt('2026-11-22T09:00:00Z', '2026-11-22T08:59:00Z', '2026-11-22T09:00:00Z', '2026-11-23T09:00:00Z');
    expect(await started(flowId)).toEqual(['2026-11-22T09:00', '2026-11-23T09:00']);
  });

  it('does not wait for a year when it was a year ahead', async () => {
    const flowId = await newFlow(daily());
    await tickAt('2027-11-22T12:00:00Z', '2026-11-22T08:45:00Z', '2026-11-22T09:00:00Z', '2026-11-23T09:00:00Z');
    expect(await started(flowId)).toEqual(['2027-11-22T09:00', '2026-11-22T09:00', '2026-11-23T09:00']);
  });

  it('starts nothing twice when it is set back and the flow is published again', async () => {
    const flowId = await newFlow(daily());
    await tickAt('2026-11-22T09:00:00Z');
    clock = at('2026-11-22T08:50:00Z');
    await setActive(flowId, false);
    await setActive(flowId, true);
    await tickAt('2026-11-22T09:00:00Z');
    expect(await started(flowId)).toEqual(['2026-11-22T09:00']);
  });
});

describe('publishing and switching', () => {
  it('starts nothing while the flow is off, nor what came meanwhile when it is on again', async () => {
    const flowId = await newFlow(daily());
    await setActive(flowId, false);
    await tickAt('2026-11-22T09:00:00Z', '2026-11-23T10:00:00Z');
    await setActive(flowId, true);
    await tickAt('2026-11-23T10:00:01Z', '2026-11-24T09:00:00Z');
    expect(await started(flowId)).toEqual(['2026-11-24T09:00']);
  });

  it('keeps what is due when the same schedule is published again', async () => {
    const flowId = await newFlow(daily());
    clock = at('2026-11-22T09:00:00.300Z');
    await publish(flowId, daily());
    await setActive(flowId, true);
    await tickAt('2026-11-22T09:00:01Z');
    expect(await started(flowId)).toEqual(['2026-11-22T09:00']);
    expect(await database.prisma.run.findFirst({ where: { flowId } })).toMatchObject({ number: 2 });
  });

  it('follows a changed schedule from then on, without losing what had come', async () => {
    const flowId = await newFlow(daily());
    clock = at('2026-11-22T09:00:00.300Z');
    await publish(flowId, daily({ at: '12:00' }));
    await tickAt('2026-11-22T09:00:01Z', '2026-11-22T12:00:00Z');
    expect(await started(flowId)).toEqual(['2026-11-22T09:00', '2026-11-22T12:00']);
    clock = at('2026-11-22T13:00:00Z');
    await publish(flowId, daily({ at: '08:00' }));
    await tickAt('2026-11-23T08:00:00Z', '2026-11-23T12:00:00Z');
    expect((await started(flowId)).slice(2)).toEqual(['2026-11-23T08:00']);
  });

  it('forgets the schedule of a step that is gone, or switched off', async () => {
    const flowId = await newFlow(daily());
    await publish(flowId, draw({ start: { operation: 'manual' } }));
    expect(await database.prisma.schedule.count({ where: { flowId } })).toBe(0);
    const document = daily();
    const step = document.steps.clock;
    if (step === undefined) throw new Error('no clock');
    expect(
      scheduleSteps({ ...document, steps: { ...document.steps, clock: { ...step, disabled: true } } }, catalog),
    ).toEqual([]);
  });
});
