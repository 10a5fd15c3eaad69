import { randomUUIDv7 } from 'node:crypto';
import { loadPlan, type Plan, type RunEvent, type RunMode, turnKeyOf } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import type { PoolClient } from 'pg';
import { appendStatement } from './journal/appendStatement.ts';
import { gistIn } from './journal/journal.ts';
import { joinLine } from './turns/turnStore.ts';

/** A run that a trigger starts by itself, of the live version of a flow; or that replays another one. */
export type StartedRun = {
  workspaceId: string;
  flowId: string;
  /** The version's number; null for a try. */
  number: number | null;
  planId: string;
  trigger: string;
  payload: unknown;
  /** Absent: `live`. */
  mode?: RunMode;
  /** What it takes over from the run that it replays. */
  replays?: RunEvent;
};

/**
 * Writes runs that nobody advances yet as part of a transaction, so that what has started them commits with them. Gives
 * their ids, in order; once committed, the queue is told, or else the sweep finds them.
 */
export async function writeStartedRuns(client: PoolClient, runs: readonly StartedRun[], at: number): Promise<string[]> {
  if (runs.length === 0) return [];
  // Within one millisecond they come in no order of their own, and lists are in theirs.
  const ids = runs.map(() => randomUUIDv7()).sort();
  const appends = runs.map(({ trigger, payload, replays, mode = 'live', ...facts }, index) => {
    const runId = ids[index] ?? randomUUIDv7();
    const started: RunEvent = { type: 'run.started', at, trigger: StepId.parse(trigger), payload, mode };
    const opens = { ...facts, id: runId, mode, trigger, startedAt: at, workerId: null };
    const events = replays === undefined ? [started] : [started, replays];
    return {
      runId,
      index: 0,
      count: events.length,
      events: JSON.stringify(events),
      opens,
      started,
      gist: gistIn(events),
    };
  });
  await client.query(appendStatement(appends));
  await lineUp(client, appends);
  return appends.map(({ runId }) => runId);
}

type Written = { runId: string; opens: { flowId: string; planId: string }; started: RunEvent };

/** Those of flows with a limit get in line now: the queue brings them in any order. */
async function lineUp(client: PoolClient, written: readonly Written[]): Promise<void> {
  const { rows } = await client.query<{ id: string; plan: Plan }>({
    name: 'started-limited',
    text: `select p.id, p.plan from run_plan p
      where p.id = any($2::uuid[]) and exists (select from flow f where f.id = any($1::uuid[]) and f.at_once is not null)`,
    values: [written.map(({ opens }) => opens.flowId), written.map(({ opens }) => opens.planId)],
  });
  const plans = new Map(
    rows.filter(({ plan }) => plan.atOnce !== undefined).map(({ id, plan }) => [id, loadPlan(plan)]),
  );
  const comers = written.flatMap(({ runId, opens: { flowId, planId }, started }) => {
    const plan = plans.get(planId);
    return plan === undefined ? [] : [{ runId, flowId, key: turnKeyOf(plan, started) }];
  });
  if (comers.length > 0) await joinLine(client, comers);
}
