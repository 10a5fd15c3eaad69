import { randomUUID, randomUUIDv7 } from 'node:crypto';
import type { RunEvent } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJournal, type NewRun } from '../store/journal/journal.ts';
import { createLeases } from '../store/leases.ts';
import { testDatabase } from '../store/testing.ts';
import { leasesContract } from './leasesContract.ts';
import { SimulatedDatabase } from './simulation/SimulatedDatabase.ts';

const started: RunEvent = { type: 'run.started', at: 1, trigger: StepId.parse('order'), payload: null, mode: 'live' };
const word: RunEvent = { type: 'step.resumed', at: 2, path: 'ask', by: 'ada', outlet: 'done' };
const finished: RunEvent = { type: 'run.finished', at: 3, outcome: 'succeeded' };

function newRun(workerId: string | null): NewRun {
  const ids = { workspaceId: randomUUID(), flowId: randomUUID(), planId: randomUUID(), workerId };
  return { id: randomUUIDv7(), ...ids, number: 1, mode: 'live', trigger: 'order', startedAt: Date.now() };
}

describe('in the database', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  leasesContract(async () => {
    const { pool } = database;
    const journal = createJournal(pool);
    return {
      leases: createLeases(pool),
      newWorker: randomUUID,
      now: Date.now,
      newRun: async (workerId) => {
        const run = newRun(workerId);
        await journal.opening(run).append(run.id, 0, [started]);
        return run.id;
      },
      say: (runId) => journal.append(runId, 1, [word]),
      end: (runId) => journal.append(runId, 1, [finished]),
      pass: async (ms) => {
        await pool.query("update worker set heartbeat_at = heartbeat_at - $1 * interval '1 millisecond'", [ms]);
        await pool.query("update run_lease set wake_at = wake_at - $1 * interval '1 millisecond'", [ms]);
      },
    };
  });

  it('free what the dead held although the clock of the database was set back meanwhile', async () => {
    const { pool } = database;
    const leases = createLeases(pool);
    const dead = randomUUID();
    await leases.register(dead, dead);
    const run = newRun(dead);
    await createJournal(pool).opening(run).append(run.id, 0, [started]);
    await pool.query("update worker set heartbeat_at = heartbeat_at + interval '1 hour' where id = $1", [dead]);
    expect(await leases.sweep()).not.toContain(run.id);
    await pool.query("update worker set heartbeat_at = heartbeat_at - interval '7 seconds' where id = $1", [dead]);
    expect(await leases.sweep()).toContain(run.id);
  });
});

describe('in the simulation', () => {
  leasesContract(async () => {
    let now = 1_000_000;
    const simulated = new SimulatedDatabase(() => now);
    return {
      leases: simulated.leases,
      newWorker: randomUUID,
      now: () => now,
      newRun: async (workerId) => {
        const run = newRun(workerId);
        simulated.append(run.id, 0, { events: [started], opens: run });
        return run.id;
      },
      say: async (runId) => simulated.append(runId, 1, { events: [word] }),
      end: async (runId) => simulated.append(runId, 1, { events: [finished] }),
      pass: async (ms) => {
        now += ms;
      },
    };
  });
});
