import { randomUUIDv7 } from 'node:crypto';
import type { Answer } from '@patchbay/execution';
import { builtIns } from '../connectors/builtIns.ts';
import type { CatalogSource } from '../connectors/connectorStore.ts';
import type { Egress } from '../egress/egress.ts';
import { Captures } from '../hooks/captures.ts';
import type { Delivery, HookDeps } from '../hooks/handleHook.ts';
import { HOOK_CHANNEL, Routes } from '../hooks/routes.ts';
import type { Database } from '../store/database.ts';
import { findDelivery, findHookRoute } from '../store/hookRoutes.ts';
import { createJournal } from '../store/journal/journal.ts';
import { createLeases } from '../store/leases.ts';
import type { Notifications } from '../store/notifications.ts';
import { createOpenConnections } from '../store/openConnections.ts';
import { findPlan, keepPlan } from '../store/plans.ts';
import { openQueue } from '../store/queue.ts';
import { createRunStore } from '../store/runStore.ts';
import type { Vault } from '../vault/vault.ts';
import { createFindOperation } from '../worker/findOperation.ts';
import { LiveRuns } from '../worker/liveRuns.ts';
import { createOperations } from '../worker/operations.ts';
import { createPlanCache } from '../worker/planCache.ts';
import { Worker } from '../worker/worker.ts';
import type { RunUseDeps } from './runPorts.ts';
import { createRunUses } from './runUses.ts';

/** Told, with a run's id, when a person moved it. */
export const RUN_CHANNEL = 'run_moved';
/** What `openNotifications` must listen to for runs and hooks. */
export const RUN_CHANNELS = [RUN_CHANNEL, HOOK_CHANNEL] as const;

export type OpenRunsOptions = {
  database: Database;
  notifications: Notifications;
  egress: Egress;
  vault: Vault;
  catalogs: CatalogSource;
  /** Names this installation: the same at every start, another for every process beside it. */
  instance: string;
  onError(error: unknown, about: { runId?: string }): void;
};

/** Everything that runs flows, wired together, and not started yet. */
export type Runs = Awaited<ReturnType<typeof openRuns>>;

export async function openRuns(options: OpenRunsOptions) {
  const { database, notifications, catalogs, onError } = options;
  const { pool } = database;
  const now = Date.now;
  const live = new LiveRuns();
  const journal = createJournal(pool, live.publish);
  const queue = await openQueue(database.url, pool, (error) => onError(error, {}));
  const plans = createPlanCache((planId) => findPlan(database, planId));
  const worker = new Worker({
    id: randomUUIDv7(),
    instance: options.instance,
    journal,
    leases: createLeases(pool),
    queue,
    plans,
    operationsOf: operationsFor(options),
    now,
    random: Math.random,
    onError,
  });
  const routes = new Routes({ find: (hookId) => findHookRoute(pool, hookId), now });
  const captures = new Captures();
  const notify = async (channel: string, payload: string) => {
    await pool.query('select pg_notify($1, $2)', [channel, payload]);
  };
  const deps: RunUseDeps = {
    runStore: createRunStore(pool),
    journal,
    live,
    worker,
    plans,
    planStore: { find: (planId) => findPlan(database, planId), keep: (stored) => keepPlan(database.prisma, stored) },
    catalogs,
    announce: (runId) => notify(RUN_CHANNEL, runId),
    now,
    onError,
  };
  const findDelivered = async (delivery: Delivery) => {
    const runId = await findDelivery(pool, delivery);
    if (runId === null) return null;
    const answer = (await journal.read(runId)).find((event) => event.type === 'run.answered')?.answer;
    return { runId, ...(answer && { answer }) } satisfies { runId: string; answer?: Answer };
  };
  const hooks: HookDeps = { routes, worker, live, journal, captures, now, findDelivered, onError };
  const unhear = [
    notifications.on(HOOK_CHANNEL, (flowId) => routes.changed(flowId)),
    notifications.on(RUN_CHANNEL, (runId) => worker.abandon(runId)),
  ];
  return {
    worker,
    hooks,
    deps,
    uses: createRunUses(deps, captures),
    /** Makes every process look a flow's hooks up again. */
    async hooksChanged(flowId: string): Promise<void> {
      routes.changed(flowId);
      await notify(HOOK_CHANNEL, flowId);
    },
    async stop(drainMs?: number): Promise<void> {
      for (const stopHearing of unhear) stopHearing();
      await worker.stop(drainMs);
    },
  };
}

function operationsFor({ database, egress, vault, catalogs }: OpenRunsOptions) {
  const openConnection = createOpenConnections(database, { vault, now: Date.now });
  const find = createFindOperation(catalogs, Date.now);
  return (workspaceId: string) =>
    createOperations(workspaceId, {
      builtIn: ({ connector, connectorVersion, operation }) => {
        const found = builtIns.get(connector);
        return found?.version === connectorVersion ? found.operations[operation] : undefined;
      },
      find,
      openConnection,
      egress,
    });
}
