import { randomUUID } from 'node:crypto';
import type { Operations } from '@patchbay/execution';
import type { Addresses } from '../callbacks/addresses.ts';
import { readBuiltInVersion } from '../connectors/builtIns.ts';
import type { CatalogSource } from '../connectors/connectorStore.ts';
import type { Egress } from '../egress/egress.ts';
import type { FileStore } from '../files/fileStore.ts';
import type { HookDeps } from '../hooks/hookDeps.ts';
import { HOOK_CHANNEL } from '../hooks/routes.ts';
import { dueResumes } from '../connections/dueResumes.ts';
import { LookUp } from '../lookups/LookUp.ts';
import { createDeliver } from '../mail/deliver.ts';
import type { OAuthClient } from '../oauth/clients.ts';
import { Poller } from '../polls/Poller.ts';
import { dueReplays } from '../replays/dueReplays.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { Clockwork } from '../schedules/Clockwork.ts';
import type { Database } from '../store/database.ts';
import type { DatabaseClock } from '../store/databaseClock.ts';
import { createFailureStore } from '../store/failures/failureStore.ts';
import { createHeldBackStore } from '../store/heldBack.ts';
import { createJournal, createJournalReads } from '../store/journal/journal.ts';
import { createLeases } from '../store/leases.ts';
import type { Notifications } from '../store/notifications.ts';
import { ensurePartitions } from '../store/partitions.ts';
import type { People } from '../store/people/openPeople.ts';
import { findPlan, keepPlan } from '../store/plans.ts';
import { createPollStore } from '../store/polls/pollStore.ts';
import { openQueue, type RunQueue } from '../store/queue.ts';
import { createReplayStore } from '../store/replays/replayStore.ts';
import { createRunStore } from '../store/runStore.ts';
import { createSampleStore } from '../store/sampleStore.ts';
import { createScheduleStore } from '../store/schedules/scheduleStore.ts';
import { createSubflowStore } from '../store/subflows/subflowStore.ts';
import { createSubscriptionStore } from '../store/subscriptions/subscriptionStore.ts';
import { tell } from '../store/tell.ts';
import { createTraceStore } from '../store/traceStore.ts';
import { createTurnStore } from '../store/turns/turnStore.ts';
import { EndedRuns } from '../subflows/EndedRuns.ts';
import { Subscriber } from '../subscriptions/Subscriber.ts';
import { sampleFiles } from '../templates/sampleFiles.ts';
import type { TryDeps } from '../templates/tryTemplate.ts';
import type { Vault } from '../vault/vault.ts';
import { type CallOnce, createCallOnce } from '../worker/callOnce.ts';
import { createFindOperation } from '../worker/findOperation.ts';
import type { Hosted } from '../worker/hosted/hosted.ts';
import { hostedTables } from '../worker/hosted/tables.ts';
import { createOperations, type OperationDeps } from '../worker/operations.ts';
import { createPlanCache } from '../worker/planCache.ts';
import { RequestTraces } from '../worker/RequestTraces.ts';
import { Worker } from '../worker/worker.ts';
import { hostedLooks } from './hostedLooks.ts';
import { hostedOperations } from './hostedOperations.ts';
import { type AccountsOfPeople, type OpenedAccounts, openAccounts, openAccountsOfPeople } from './openAccounts.ts';
import { openBudget } from './openBudget.ts';
import { type Kept, openKept } from './openKept.ts';
import { openSubflows } from './openSubflows.ts';
import { followPeople, openWatch, RUN_CHANNEL } from './openWatch.ts';

export type RunParts = {
  database: Database;
  /** The database as the requests of people reach it. */
  people: People;
  notifications: Notifications;
  /** What time it is, for all that is kept, woken or started. */
  clock: DatabaseClock;
  catalogs: CatalogSource;
  vault: Vault;
  egress: Egress;
  sandbox: Sandbox;
  files: FileStore;
  addresses: Addresses;
  /** Which process of this installation this is: the same one after a restart. */
  instance: string;
  oauthClients?: ReadonlyMap<string, OAuthClient>;
  onError: RunUseDeps['onError'];
};

/** What moves runs that are there, and what starts them by itself. */
export type OpenedRuns = Omit<RunUseDeps, 'catalogs'> &
  Starters &
  Kept &
  OpenedAccounts &
  AccountsOfPeople &
  Pick<TryDeps, 'operationsOnSamples'> & {
    callOnce: CallOnce;
    lookUp: LookUp;
    subscriptionSecret: HookDeps['subscriptionSecret'];
  };

/** What starts runs by itself, and what asks apps to start some. */
type Starters = { clockwork: Clockwork; poller: Poller; subscriber: Subscriber };

/** Everything that keeps, moves and watches runs, the worker and what starts runs by the clock, neither started yet. */
export async function openRuns(parts: RunParts): Promise<OpenedRuns> {
  const { database, notifications, clock, instance, onError } = parts;
  const { pool } = database;
  const { now } = clock;
  const watch = { pool, notifications, now, onError };
  const { live, far, onDurable } = openWatch(watch);
  const journal = createJournal(pool, onDurable, () => ended.stir());
  const plans = createPlanCache((planId) => findPlan(database, planId));
  const subflows = createSubflowStore(pool);
  const turns = createTurnStore(pool);
  const called = { subflows, turns, catalogs: parts.catalogs, plans, journal, now };
  const callFlow = openSubflows({ ...called, worker: () => worker });
  const kept = openKept(database);
  const opened = openAccounts({ ...parts, now });
  const operationDeps = operationsOutside(parts, { ...kept, ...opened, callFlow, now });
  const operationsOf = (workspaceId: string) => createOperations(workspaceId, operationDeps);
  const queue = await openQueue(database, (error) => onError(error, {}));
  const worker = new Worker({
    id: randomUUID(),
    instance,
    journal,
    leases: createLeases(pool, clock),
    queue,
    turns,
    heldBack: createHeldBackStore(pool),
    plans,
    operationsOf,
    makeRoom: () => ensurePartitions(pool, now(), database.kind),
    now,
    random: Math.random,
    onError,
  });
  followPeople(worker, watch);
  const announce = (runId: string) => tell(pool, RUN_CHANNEL, `${runId} ${worker.id}`);
  const tellWord = (runId: string) => tell(pool, RUN_CHANNEL, `${runId} ${worker.id} word`);
  const ended = new EndedRuns({ subflows, journal, announce, tellWord, worker, now, onError });
  const stores = storesOf(database);
  const reached = { journal, plans, announce };
  const moved = { queue, operationDeps, operationsOf, ended, resumes: opened.resumes };
  const starters = startersOf(parts, { ...stores, ...reached, ...moved, now });
  return {
    lookUp: new LookUp({ catalogs: parts.catalogs, operationsOf, now }),
    ...opened,
    ...ofPeople(parts),
    callOnce: createCallOnce(operationDeps),
    operationsOnSamples: operationsOnSamples(operationDeps),
    journal: { ...journal, ...createJournalReads(parts.people.pool) },
    live,
    far,
    worker,
    ...starters,
    plans,
    announce,
    tellWord,
    addresses: parts.addresses,
    subscriptionSecret: openSubscription(parts.vault),
    now,
    onError,
  };
}

/** What steps do on sample data, but that tables in memory are read and written as real ones are. */
function operationsOnSamples(deps: OperationDeps): TryDeps['operationsOnSamples'] {
  return (workspaceId, tables) => {
    const hands = Object.entries(hostedTables(tables)).map(([name, { call }]) => [name, { call, mock: call }] as const);
    const hosted = { ...deps.hosted, ...Object.fromEntries(hands) };
    return createOperations(workspaceId, { ...deps, files: sampleFiles(), hosted });
  };
}

function openSubscription(vault: Vault): HookDeps['subscriptionSecret'] {
  return async ({ workspaceId, subscription }) => {
    if (subscription === null) return undefined;
    const place = { workspaceId, connectionId: subscription.id };
    return (await vault.open(place, subscription.sealed)).secret;
  };
}

type StarterDeps = Pick<RunUseDeps, 'runStore' | 'replays' | 'planStore' | 'journal' | 'plans' | 'announce' | 'now'> & {
  queue: RunQueue;
  operationDeps: OperationDeps;
  operationsOf(workspaceId: string): Operations;
  resumes: OpenedAccounts['resumes'];
  ended: EndedRuns;
};

function startersOf(parts: RunParts, deps: StarterDeps): Starters {
  const { database, onError } = parts;
  const { queue, plans, operationsOf, operationDeps, ended, now } = deps;
  const { pool } = database;
  const others = [
    createFailureStore(pool),
    { startDue: async () => ({ taken: await ended.tellSome(), runIds: [] }) },
    dueReplays({ ...deps, onError }),
    dueResumes({ ...deps, onError }),
  ];
  const { openConnection, mayRunUse } = operationDeps;
  const polls = createPollStore(pool);
  return {
    clockwork: new Clockwork({
      schedules: createScheduleStore(pool),
      others,
      queue,
      now,
      look: () => parts.clock.look(),
      onError,
    }),
    subscriber: new Subscriber({
      subscriptions: createSubscriptionStore(pool),
      operationsOf,
      vault: parts.vault,
      hookUrl: parts.addresses.hook,
      hooksChanged: (flowId) => tell(pool, HOOK_CHANNEL, flowId),
      now,
      onError,
    }),
    poller: new Poller({
      polls,
      plans,
      operationsOf,
      find: operationDeps.find,
      openConnection,
      mayRunUse,
      looks: hostedLooks(parts),
      queue,
      now,
      onError,
    }),
  };
}

/** What requests of people read and write, behind the wall; runs reach the same tables by ports of their own. */
function ofPeople(parts: RunParts) {
  const { people, database } = parts;
  const replays = createReplayStore(people.pool, database.pool);
  return { ...openKept(people), ...storesOf(people), replays, ...openAccountsOfPeople(parts) };
}

function storesOf(
  database: Pick<Database, 'prisma' | 'pool'>,
): Pick<RunUseDeps, 'runStore' | 'replays' | 'planStore' | 'samples'> {
  const { pool, prisma } = database;
  return {
    runStore: createRunStore(pool),
    replays: createReplayStore(pool),
    samples: createSampleStore(pool),
    planStore: { find: (planId) => findPlan(database, planId), keep: (stored) => keepPlan(prisma, stored) },
  };
}

type Outside = Kept &
  Pick<OpenedAccounts, 'accounts' | 'openConnection' | 'mayRunUse'> & { callFlow: Hosted; now(): number };

function operationsOutside(
  parts: RunParts,
  { now, accounts, openConnection, mayRunUse, ...hands }: Outside,
): OperationDeps {
  const { database, catalogs, egress, sandbox, files, addresses } = parts;
  return {
    builtIn({ connector, connectorVersion: version, operation }) {
      const found = readBuiltInVersion({ connector, version });
      const known = found?.operations[operation];
      return known && { operation: known, baseUrl: found?.baseUrl ?? null };
    },
    find: createFindOperation(catalogs, now),
    openConnection,
    mayRunUse,
    egress,
    budget: openBudget(parts),
    traces: new RequestTraces({
      store: createTraceStore(database.pool),
      onError: (error) => parts.onError(error, {}),
    }),
    accounts,
    files,
    hosted: hostedOperations({ ...hands, sandbox, files, deliver: createDeliver(egress), addresses, now }),
  };
}
