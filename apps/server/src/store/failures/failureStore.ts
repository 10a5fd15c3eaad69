import { loadPlan, type Plan, type RunEvent } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import type { Pool, PoolClient } from 'pg';
import { failurePayload } from '../../failures/failurePayload.ts';
import { inTransaction } from '../inTransaction.ts';
import { writeStartedRuns } from '../startedRuns.ts';

const MOST_AT_ONCE = 20;
/** A longer journal is not read whole only to say which step it was. */
const MOST_EVENTS = 5_000;

/** Tells flows that watch for failures. Safe to call from many processes at once. */
export function createFailureStore(pool: Pool) {
  return {
    /** Takes some of the runs that have failed, and starts the flows that are to know, both in one commit. */
    startDue: (now: number): Promise<{ taken: number; runIds: string[] }> =>
      inTransaction(pool, async (client) => {
        const failed = await takeFailed(client);
        const runIds: string[] = [];
        for (const runId of failed) runIds.push(...(await tellOf(client, runId, now)));
        return { taken: failed.length, runIds };
      }),
  };
}

async function takeFailed(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ runId: string }>({
    name: 'failed-take',
    text: `delete from failed_run where run_id in (
        select run_id from failed_run order by failed_at limit ${MOST_AT_ONCE} for update skip locked)
      returning run_id as "runId"`,
  });
  return rows.map(({ runId }) => runId);
}

type Watcher = { flowId: string; stepId: string; workspaceId: string; number: number; planId: string };

async function tellOf(client: PoolClient, runId: string, now: number): Promise<string[]> {
  const failed = await findFailed(client, runId);
  if (failed === undefined) return [];
  const watchers = await watchersOf(client, failed);
  if (watchers.length === 0) return [];
  const events = await eventsOf(client, runId);
  if (isStartedByFailure(failed) || (await isAwaited(client, runId))) return [];
  const { flowId, flowName, plan, document, ...facts } = failed;
  const run = { runId, flow: { id: flowId, name: flowName }, ...facts };
  const payload = failurePayload(run, { plan: loadPlan(plan), document, events });
  const started = watchers.map(({ stepId: trigger, ...watcher }) => ({ ...watcher, trigger, payload }));
  return writeStartedRuns(client, started, now);
}

type Failed = {
  workspaceId: string;
  flowId: string;
  flowName: string;
  trigger: string;
  startedAt: Date;
  failedAt: Date;
  error: string | null;
  plan: Plan;
  document: FlowDocument;
};

/** Tries are watched by whoever tries; a run that was taken up again has not failed. */
async function findFailed(client: PoolClient, runId: string): Promise<Failed | undefined> {
  const { rows } = await client.query<Failed>({
    name: 'failed-find',
    text: `select r.workspace_id as "workspaceId", r.flow_id as "flowId", f.name as "flowName", r.trigger,
        r.started_at as "startedAt", r.finished_at as "failedAt", r.error, p.plan, p.document
      from run r join flow f on f.id = r.flow_id join run_plan p on p.id = r.plan_id
      where r.id = $1 and r.status = 'failed' and r.mode = 'live' and r.number is not null`,
    values: [runId],
  });
  return rows[0];
}

async function watchersOf(client: PoolClient, failed: Failed): Promise<Watcher[]> {
  const { rows } = await client.query<Watcher>({
    name: 'failed-watchers',
    text: `select w.flow_id as "flowId", w.step_id as "stepId", f.workspace_id as "workspaceId", v.number, v.plan_id as "planId"
      from failure_watch w join flow f on f.id = w.flow_id join flow_version v on v.id = f.live_version_id
      where f.workspace_id = $1 and f.active and f.id <> $2 and (w.scope = 'workspace' or f.id::text = $3)`,
    values: [failed.workspaceId, failed.flowId, failed.document.settings?.onFailure ?? null],
  });
  return rows;
}

/** Only the first event where there are too many: who started it, without a step's name. */
async function eventsOf(client: PoolClient, runId: string): Promise<RunEvent[]> {
  const { rows } = await client.query<{ events: string }>({
    name: 'failed-events',
    text: `select events from run_journal where run_id = $1 and (index = 0 or ${MOST_EVENTS} >= (
        select index + count from run_journal where run_id = $1 order by index desc limit 1)) order by index`,
    values: [runId],
  });
  return rows.flatMap(({ events }) => JSON.parse(events) as RunEvent[]);
}

/** It would go round in circles. */
function isStartedByFailure({ plan, trigger }: Failed): boolean {
  const step = plan.steps.find(({ id }) => id === trigger);
  return step?.connector === 'core' && step.operation === 'failure';
}

/** The failure of a run that another one waits for is that one's to deal with. */
async function isAwaited(client: PoolClient, runId: string): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'failed-awaited',
    text: 'select from called_run where run_id = $1 and is_waited',
    values: [runId],
  });
  return rowCount === 1;
}
