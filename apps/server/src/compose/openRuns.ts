import { randomUUID } from 'node:crypto';
import type { Addresses } from '../callbacks/addresses.ts';
import { builtIns } from '../connectors/builtIns.ts';
import type { CatalogSource } from '../connectors/connectorStore.ts';
import type { Egress } from '../egress/egress.ts';
import type { FileStore } from '../files/fileStore.ts';
import { createDeliver } from '../mail/deliver.ts';
import { Poller } from '../polls/Poller.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { Clockwork } from '../schedules/Clockwork.ts';
import type { Database } from '../store/database.ts';
import { forgetKept } from '../store/doneCalls.ts';
import { createFailureStore } from '../store/failures/failureStore.ts';
import { createJournal, type DurableListener } from '../store/journal/journal.ts';
import { createLeases } from '../store/leases.ts';
import { movedAway } from '../store/movedAway.ts';
import type { Notifications } from '../store/notifications.ts';
import { createOpenConnections } from '../store/openConnections.ts';
import { ensurePartitions } from '../store/partitions.ts';
import { findPlan, keepPlan } from '../store/plans.ts';
import { createPollStore } from '../store/polls/pollStore.ts';
import { openQueue } from '../store/queue.ts';
import { dropOldRuns } from '../store/retention.ts';
import { createRunStore } from '../store/runStore.ts';
import { createScheduleStore } from '../store/schedules/scheduleStore.ts';
import { createSubflowStore } from '../store/subflows/subflowStore.ts';
import { tell } from '../store/tell.ts';
import { EndedRuns } from '../subflows/EndedRuns.ts';
import type { Vault } from '../vault/vault.ts';
import { createFindOperation } from '../worker/findOperation.ts';
import type { Hosted } from '../worker/hosted/hosted.ts';
import { FarRuns } from '../worker/FarRuns.ts';
import { LiveRuns } from '../worker/liveRuns.ts';
import { createOperations, type OperationDeps } from '../worker/operations.ts';
import { createPlanCache } from '../worker/planCache.ts';
import { Worker } from '../worker/worker.ts';
import { hostedLooks } from './hostedLooks.ts';
import { hostedOperations } from './hostedOperations.ts';
import { type Kept, openKept } from './openKept.ts';
import { openSubflows } from './openSubflows.ts';

const DAY_MS = 86_400_000;

/** The channel on which every process hears that a person moved a run. The payload is the run's id and the worker's it was said to. */
export const RUN_CHANNEL = 'patchbay_run';

/** The channel on which processes hear which runs are watched elsewhere, and that those have moved. */
export const WATCH_CHANNEL = 'patchbay_watch';

export type RunParts = {
  database: Database;
  notifications: Notifications;
  catalogs: CatalogSource;
  vault: Vault;
  egress: Egress;
  sandbox: Sandbox;
  files: FileStore;
  addresses: Addresses;
  /** Removes files that nobody needs any more; called at the start and once a day. */
  sweepFiles(): Promise<void>;
  /** Which process of this installation this is: the same one after a restart. */
  instance: string;
  /** How long finished runs are kept; absent: for ever. */
  keepRunsDays?: number;
  onError: RunUseDeps['onError'];
};

/** What moves runs that are there, and what starts them by itself. */
export type OpenedRuns = Omit<RunUseDeps, 'catalogs'> & { clockwork: Clockwork; poller: Poller } & Kept;

/** Everything that keeps, moves and watches runs, the worker and what starts runs by the clock, neither started yet. */
export async function openRuns(parts: RunParts): Promise<OpenedRuns> {
  const { database, notifications, instance, onError } = parts;
  const { pool, prisma } = database;
  const now = Date.now;
  const live = new LiveRuns();
  const far = new FarRuns({
    tell: (words) => tell(pool, WATCH_CHANNEL, words),
    now,
    onError: (error) => onError(error, {}),
  });
  notifications.on(WATCH_CHANNEL, (words) => far.heard(words));
  const onDurable: DurableListener = (runId, from, events) => {
    live.publish(runId, from, events);
    far.moved(runId);
  };
  const journal = createJournal(pool, onDurable, () => ended.stir());
  const plans = createPlanCache((planId) => findPlan(database, planId));
  const subflows = createSubflowStore(pool);
  const callFlow = openSubflows({ subflows, catalogs: parts.catalogs, plans, journal, worker: () => worker, now });
  const kept = openKept(database);
  const operationDeps = operationsOutside(parts, { ...kept, callFlow });
  const operationsOf = (workspaceId: string) => createOperations(workspaceId, operationDeps);
  const schedules = createScheduleStore(pool);
  const polls = createPollStore(pool);
  const queue = await openQueue(database.url, pool, (error) => onError(error, {}));
  const worker = new Worker({
    id: randomUUID(),
    instance,
    journal,
    leases: createLeases(pool),
    queue,
    plans,
    operationsOf,
    makeRoom: async () => {
      await ensurePartitions(pool, now());
      if (parts.keepRunsDays !== undefined) await dropOldRuns(pool, now() - parts.keepRunsDays * DAY_MS);
      await schedules.forget(now());
      await polls.forget(now());
      await forgetKept(pool, now());
      // A bucket that does not answer must not cost the start.
      await parts.sweepFiles().catch((error: unknown) => onError(error, {}));
    },
    now,
    random: Math.random,
    onError,
  });
  notifications.on(RUN_CHANNEL, (told) => listen(worker, told));
  notifications.onGap(() => void lookAgain(pool, worker).catch((error: unknown) => onError(error, {})));
  const announce = (runId: string) => tell(pool, RUN_CHANNEL, `${runId} ${worker.id}`);
  const tellWord = (runId: string) => tell(pool, RUN_CHANNEL, `${runId} ${worker.id} word`);
  const ended = new EndedRuns({ subflows, journal, announce, tellWord, worker, now, onError });
  const others = [createFailureStore(pool), { startDue: async () => ({ taken: await ended.tellSome(), runIds: [] }) }];
  const { openConnection } = operationDeps;
  const looks = hostedLooks(parts);
  return {
    ...kept,
    runStore: createRunStore(pool),
    journal,
    live,
    far,
    worker,
    clockwork: new Clockwork({ schedules, others, queue, now, onError }),
    poller: new Poller({ polls, plans, operationsOf, openConnection, looks, queue, now, onError }),
    plans,
    planStore: { find: (planId) => findPlan(database, planId), keep: (stored) => keepPlan(prisma, stored) },
    announce,
    tellWord,
    addresses: parts.addresses,
    now,
    onError,
  };
}

/** Let go, so that it is looked at anew: it was cancelled, or is to be tried again. Where that was said here, it is done. */
function listen(worker: Worker, told: string): void {
  const [runId = '', by, word] = told.split(' ');
  if (word !== undefined) worker.hear(runId);
  else if (by !== worker.id) worker.abandon(runId);
}

/** After a time in which it may have missed what it was told: lets go of what is over, and hears again what goes on. */
async function lookAgain(pool: Database['pool'], worker: Worker): Promise<void> {
  const runIds = worker.moving;
  for (const runId of await movedAway(pool, { workerId: worker.id, runIds })) worker.abandon(runId);
  for (const runId of runIds) worker.hear(runId);
}

function operationsOutside(parts: RunParts, hands: Kept & { callFlow: Hosted }): OperationDeps {
  const { database, catalogs, vault, egress, sandbox, files, addresses } = parts;
  return {
    builtIn({ connector, connectorVersion, operation }) {
      const found = builtIns.get(connector);
      return found?.version === connectorVersion ? found.operations[operation] : undefined;
    },
    find: createFindOperation(catalogs, Date.now),
    openConnection: createOpenConnections(database, { vault, now: Date.now }),
    egress,
    files,
    hosted: hostedOperations({ ...hands, sandbox, files, deliver: createDeliver(egress), addresses, now: Date.now }),
  };
}
