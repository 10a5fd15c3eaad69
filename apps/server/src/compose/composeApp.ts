import { randomUUIDv7 } from 'node:crypto';
import type { App } from '../api/context.ts';
import type { HealthChecks } from '../api/server/health.ts';
import type { Announcer } from '../approvals/Announcer.ts';
import { Questions } from '../approvals/Questions.ts';
import { createAddresses } from '../callbacks/addresses.ts';
import type { Config } from '../config.ts';
import type { AccountAlerts } from '../connections/AccountAlerts.ts';
import { createCatalogs } from '../connectors/catalogs.ts';
import { fetchPicture } from '../connections/fetchPicture.ts';
import { fetchDescription } from '../connectors/fetchDescription.ts';
import { createDescriptionReader } from '../connectors/reader/descriptionReader.ts';
import type { Instance } from '../database/openInstance.ts';
import { createEgress, type Egress } from '../egress/egress.ts';
import { Captures } from '../hooks/captures.ts';
import { HOOK_CHANNEL } from '../hooks/routes.ts';
import type { Housekeeper } from '../housekeeping/Housekeeper.ts';
import type { Poller } from '../polls/Poller.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import type { Clockwork } from '../schedules/Clockwork.ts';
import { ACCOUNT_CHANNEL } from '../store/accountRows.ts';
import { createApprovalStore } from '../store/approvals/approvalStore.ts';
import { databaseAnswers, queueAnswers } from '../store/checks.ts';
import { createConnectionStore } from '../store/connectionStore.ts';
import { createConnectorStore } from '../store/connectorStore.ts';
import { openDatabaseClock } from '../store/databaseClock.ts';
import { DRAFT_CHANNEL } from '../store/draftStore.ts';
import { createFlowStore } from '../store/flowStore.ts';
import { CAPTURE_CHANNEL, createCaptureFeed } from '../store/hooks/captureFeed.ts';
import { ACCESS_CHANNEL } from '../store/members/sessionRows.ts';
import { type Notifications, openNotifications } from '../store/notifications.ts';
import { openPeople, type People } from '../store/people/openPeople.ts';
import { tell } from '../store/tell.ts';
import { createThingTypes } from '../store/thingTypes.ts';
import { createHomeStore } from '../store/homeStore.ts';
import { createKeyStore } from '../store/workspaceKeys.ts';
import { createWorkspaceStore } from '../store/workspaceStore.ts';
import type { Subscriber } from '../subscriptions/Subscriber.ts';
import { createVault, type Vault } from '../vault/vault.ts';
import { openAlerts } from './openAlerts.ts';
import { openAnnouncer } from './openAnnouncer.ts';
import { PAUSE_CHANNEL } from './openBudget.ts';
import { openDrafts, PRESENCE_CHANNEL } from './openDrafts.ts';
import { openFiles } from './openFiles.ts';
import { openHousekeeping } from './openHousekeeping.ts';
import { openMail } from './openMail.ts';
import { openMembers } from './openMembers.ts';

import { openRuns } from './openRuns.ts';
import { RUN_CHANNEL, WATCH_CHANNEL } from './openWatch.ts';

const CHANNELS = [
  ACCESS_CHANNEL,
  ACCOUNT_CHANNEL,
  DRAFT_CHANNEL,
  HOOK_CHANNEL,
  CAPTURE_CHANNEL,
  PAUSE_CHANNEL,
  PRESENCE_CHANNEL,
  RUN_CHANNEL,
  WATCH_CHANNEL,
];

/** The app with all its ports wired to adapters, and how to let go of them. Nothing that works by itself is started. */
export type Composed = {
  app: App;
  clockwork: Clockwork;
  poller: Poller;
  subscriber: Subscriber;
  housekeeper: Housekeeper;
  /** Tells people what waits for their answer, where there is a way to. */
  announcer?: Announcer;
  accountAlerts?: AccountAlerts;
  notifications: Notifications;
  checks: HealthChecks;
  /** What whoever runs the database is to do so that the second wall stands; absent where it does. */
  missingWall?: string;
  close(): Promise<void>;
};

export type ComposeOptions = {
  config: Pick<
    Config,
    | 'allowedNetworks'
    | 'bucket'
    | 'home'
    | 'keepFilesDays'
    | 'keepRunsCount'
    | 'keepRunsDays'
    | 'keepRunsGb'
    | 'mail'
    | 'oauthClients'
    | 'outgoing'
    | 'signUp'
  >;
  instance: Instance;
  /** Of the process, among those that share the database: the same after a restart. */
  name: string;
  /** The origin the world reaches this server by. */
  origin: string;
  onError: RunUseDeps['onError'];
  /** What is worth a line in the log. */
  note?(what: object, sentence: string): void;
};

/** Wires every port to its adapter. */
export async function composeApp({ config, instance, name, origin, onError, note }: ComposeOptions): Promise<Composed> {
  const { database, instanceKey, olderKeys, signingKey } = instance;
  const { pool } = database;
  const people = await openPeople(database);
  const clock = await openDatabaseClock(pool);
  const { now } = clock;
  const complain = (error: unknown) => onError(error, {});
  const notifications = await openNotifications(database, CHANNELS);
  const egress = createEgress({ allowNetworks: config.allowedNetworks, ...config.outgoing });
  const vault = createVault({ instanceKey, olderKeys, keys: createKeyStore(database), newId: randomUUIDv7 });
  const connectors = createConnectorStore(database);
  const descriptions = createDescriptionReader();
  const catalogs = createCatalogs({ connectors, descriptions, thingTypes: createThingTypes(pool) });
  const sandbox = createSandbox();
  const addresses = createAddresses({ instanceKey: signingKey, origin });
  const filesOf = { database, people, config, now, onError: complain };
  const { closeFiles, sweepFiles, files, filesOfPeople } = openFiles(filesOf);
  const outside = { catalogs, vault, egress, sandbox, addresses, files };
  const oauth = config.oauthClients && { oauthClients: config.oauthClients };
  const parts = { database, people, notifications, clock, ...outside, ...oauth, instance: name, onError };
  const { clockwork, poller, subscriber, ...runs } = await openRuns(parts);
  const { close: closeMail, ...mail } = openMail(config);
  const app: App = {
    ...runs,
    ...mail,
    files: filesOfPeople,
    within: people.within,
    ...storesOf(people, { vault, now }),
    ...openMembers({ instance, people, notifications, config, origin, now }),
    questions: new Questions(runs),
    ...openDrafts(parts),
    connectors: createConnectorStore(people),
    descriptions,
    catalogs,
    captures: new Captures({ feed: createCaptureFeed(pool, { notifications, onError: complain }), onError: complain }),
    ...fetchingBy(egress),
    hookUrl: addresses.hook,
    egress,
    callbackUrl: `${origin}/oauth/callback`,
    formUrl: (hookId) => `${origin}/form/${hookId}`,
    hooksChanged: (flowId) => tell(pool, HOOK_CHANNEL, flowId),
  };
  return {
    app,
    clockwork,
    poller,
    subscriber,
    housekeeper: openHousekeeping({ database, config, sweepFiles, now, onError, ...(note && { note }) }),
    ...openAnnouncer(app, mail.sendMail),
    ...openAlerts({ ...app, pool, origin }, mail.sendMail),
    notifications,
    checks: checksOf(pool, runs.worker),
    ...(people.missing !== undefined && { missingWall: people.missing }),
    async close() {
      await Promise.all([notifications.close(), egress.close(), descriptions.close(), sandbox.close(), closeMail()]);
      await closeFiles();
      await people.close();
    },
  };
}

function fetchingBy(egress: Egress): Pick<App, 'fetchText' | 'fetchPicture'> {
  return {
    fetchText: (url) => fetchDescription(egress, url),
    fetchPicture: (address) => fetchPicture(egress, address),
  };
}

function storesOf(database: People, { vault, now }: { vault: Vault; now(): number }) {
  return {
    approvals: createApprovalStore(database.pool),
    flows: createFlowStore(database, now),
    home: createHomeStore(database),
    workspaces: createWorkspaceStore(database),
    connections: createConnectionStore(database, vault),
  };
}

function checksOf(pool: Instance['database']['pool'], worker: RunUseDeps['worker']): HealthChecks {
  return {
    database: () => databaseAnswers(pool),
    queue: () => queueAnswers(pool),
    worker: () => worker.isHealthy && !worker.isStopping,
  };
}
