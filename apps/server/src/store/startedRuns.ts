import { randomUUIDv7 } from 'node:crypto';
import type { RunEvent } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import type { PoolClient } from 'pg';
import { appendStatement } from './journal/appendStatement.ts';

/** A run that a trigger starts by itself: of the live version of a flow. */
export type StartedRun = {
  workspaceId: string;
  flowId: string;
  number: number;
  planId: string;
  trigger: string;
  payload: unknown;
};

/**
 * Writes runs that nobody advances yet as part of a transaction, so that what has started them commits with them. Gives
 * their ids, in order; once committed, the queue is told, or else the sweep finds them.
 */
export async function writeStartedRuns(client: PoolClient, runs: readonly StartedRun[], at: number): Promise<string[]> {
  if (runs.length === 0) return [];
  // Within one millisecond they come in no order of their own, and lists are in theirs.
  const ids = runs.map(() => randomUUIDv7()).sort();
  const appends = runs.map(({ trigger, payload, ...facts }, index) => {
    const runId = ids[index] ?? randomUUIDv7();
    const started: RunEvent = { type: 'run.started', at, trigger: StepId.parse(trigger), payload, mode: 'live' };
    const opens = { ...facts, id: runId, mode: 'live' as const, trigger, startedAt: at, workerId: null };
    return { runId, index: 0, count: 1, events: JSON.stringify([started]), opens };
  });
  await client.query(appendStatement(appends));
  return appends.map(({ runId }) => runId);
}
