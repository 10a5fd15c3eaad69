import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { compile } from '@patchbay/execution';
import { FlowDocument, type Mapping, type OperationRef, StepId, signatureOf } from '@patchbay/flow';
import { createAddresses } from '../callbacks/addresses.ts';
import { wireHooks } from '../compose/hookListener.ts';
import { PAUSE_CHANNEL } from '../compose/openBudget.ts';
import { openRuns } from '../compose/openRuns.ts';
import { RUN_CHANNEL, WATCH_CHANNEL } from '../compose/openWatch.ts';
import { readBuiltInVersion } from '../connectors/builtIns.ts';
import type { CatalogSource } from '../connectors/connectorStore.ts';
import { createEgress, type EgressLimits } from '../egress/egress.ts';
import { testFiles } from '../files/testing/testFiles.ts';
import { Captures } from '../hooks/captures.ts';
import { HOOK_CHANNEL } from '../hooks/routes.ts';
import type { Access, Permission } from '../policies/can.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import { ACCOUNT_CHANNEL } from '../store/accountRows.ts';
import { keepSignature } from '../store/callableFlows.ts';
import type { Database } from '../store/database.ts';
import { openDatabaseClock } from '../store/databaseClock.ts';
import { CAPTURE_CHANNEL, createCaptureFeed } from '../store/hooks/captureFeed.ts';
import { openNotifications } from '../store/notifications.ts';
import { unwalled } from '../store/people/openPeople.ts';
import { createOpenConnections } from '../store/openConnections.ts';
import { keepPlan } from '../store/plans.ts';
import { tell } from '../store/tell.ts';
import { createKeyStore } from '../store/workspaceKeys.ts';
import { createVault } from '../vault/vault.ts';
import type { RunUseDeps } from './runPorts.ts';

/** A value for an input: as it is, or a mapping made by one of the functions below. */
export const literal = (value: unknown): Mapping => ({ kind: 'literal', value: value as never });
export const formula = (source: string): Mapping => ({ kind: 'formula', source });
/** `ask.body.total`: the field `body.total` of what step `ask` gave. */
export const ref = (path: string): Mapping => {
  const [step = '', ...rest] = path.split('.');
  return { kind: 'reference', step, path: rest };
};
export const object = (fields: Record<string, Mapping>): Mapping => ({ kind: 'object', fields });

export type StepSpec = { operation: string; inputs?: Record<string, Mapping>; parent?: string; connection?: string };

/** Core steps by id, and the edges between them: `order -> ask`, `ask -yes-> send`. */
export function draw(steps: Record<string, StepSpec>, ...lines: string[]): FlowDocument {
  const edges = lines.map((line) => {
    const [, from, outlet = 'done', to] = /^(\w+) -(?:(\w+)-)?> (\w+)$/.exec(line) ?? [];
    return [line, { id: line, from, outlet, to }];
  });
  const drawn = Object.entries(steps).map(([id, { operation, inputs = {}, ...rest }]) => [
    id,
    { id, name: id, uses: { connector: 'core', version: '1', operation }, inputs, position: { x: 0, y: 0 }, ...rest },
  ]);
  return FlowDocument.parse({
    version: 1,
    steps: Object.fromEntries(drawn),
    edges: Object.fromEntries(edges),
    notes: {},
  });
}

/** The operations that come with Patchbay, as a catalog of every workspace. */
const coreCatalogs: CatalogSource = {
  forRefs: async () => coreCatalog,
  forDocument: async () => coreCatalog,
  typesOf: async () => ({ typeOf: () => undefined }),
};
const coreCatalog = {
  find: (uses: OperationRef) => readBuiltInVersion(uses)?.operations[uses.operation],
  connector: () => undefined,
};

/** A flow that is published and switched on, with the address of its step `order`. */
export type Published = { workspaceId: string; flowId: string; planId: string; hookId: string };

export async function publish(database: Database, document: FlowDocument, active = true): Promise<Published> {
  const { id: workspaceId } = await database.prisma.workspace.create({ data: { name: 'Acme' } });
  return publishIn(workspaceId, { database, document, active });
}

export type InWorkspace = { database: Database; document: FlowDocument; name?: string; active?: boolean };

/** One more flow of a workspace. */
export async function publishIn(
  workspaceId: string,
  { database, document, name = 'Orders', active = true }: InWorkspace,
): Promise<Published> {
  const compiled = compile(document, coreCatalog);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const { prisma } = database;
  const planId = await keepPlan(prisma, { workspaceId, plan: compiled.plan, document });
  const { id: flowId } = await prisma.flow.create({ data: { workspaceId, name, active } });
  const version = await prisma.flowVersion.create({ data: { flowId, number: 1, planId, revision: 0 } });
  const signature = signatureOf(document, coreCatalog, { connector: 'core', operation: 'called' });
  if (signature !== undefined) await keepSignature(prisma, version.id, signature);
  await prisma.flow.update({
    where: { id: flowId },
    data: { liveVersionId: version.id, atOnce: compiled.plan.atOnce ?? null },
  });
  const hookId = randomBytes(12).toString('base64url');
  await prisma.hook.create({ data: { id: hookId, flowId, stepId: StepId.parse('order') } });
  return { workspaceId, flowId, planId, hookId };
}

/** What a member of that workspace may be given. */
export function access<P extends Permission>(workspaceId: string, permission: P): Access<P> {
  return { permission, workspaceId, role: 'builder', userId: 'ada' };
}

/** The same in every process of a test, as of an installation. */
const instanceKey = Buffer.alloc(32, 7);

/** One process's worth of Patchbay that runs flows, on a real database and a real port. */
export async function startRuns(
  database: Database,
  instance: string = randomUUID(),
  { requestsPerSecond, limits = {} }: { requestsPerSecond?: number; limits?: Partial<EgressLimits> } = {},
) {
  const channels = [RUN_CHANNEL, WATCH_CHANNEL, HOOK_CHANNEL, CAPTURE_CHANNEL, PAUSE_CHANNEL, ACCOUNT_CHANNEL];
  const notifications = await openNotifications(database, channels);
  const egress = createEgress({ allowNetworks: ['127.0.0.0/8'], limits });
  const keys = createKeyStore(database);
  const vault = createVault({ instanceKey, keys, newId: randomUUIDv7 });
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const catalogs = coreCatalogs;
  const sandbox = createSandbox();
  const { files, remove } = await testFiles(database);
  const addresses = createAddresses({ instanceKey, origin: 'http://patchbay.test' });
  const outside = { egress, vault, catalogs, sandbox, files, addresses };
  const clock = await openDatabaseClock(database.pool);
  const opened = await openRuns({
    database,
    people: unwalled(database),
    notifications,
    clock,
    ...outside,
    instance,
    onError,
  });
  const { clockwork, poller, subscriber, subscriptionSecret, ...runs } = opened;
  const deps: RunUseDeps = { ...runs, catalogs };
  const captures = new Captures({ feed: createCaptureFeed(database.pool, { notifications, onError }), onError });
  const openConnection = createOpenConnections(database, { vault, now: Date.now });
  await deps.worker.start();
  const listener = wireHooks(
    { app: { ...deps, captures, files, openConnection, subscriptionSecret }, notifications },
    database,
    {
      instanceKey,
      requestsPerSecond,
    },
  );
  const server = createServer((request, response) => {
    if (!listener(request, response)) response.writeHead(404).end();
  });
  const url = await listen(server);
  return {
    url,
    deps,
    clockwork,
    poller,
    subscriber,
    captures,
    files,
    vault,
    /** What nobody was told otherwise. */
    errors,
    hook: (published: Published) => `${url}/hook/${published.hookId}`,
    form: (published: Published) => `${url}/form/${published.hookId}`,
    hooksChanged: (flowId: string) => tell(database.pool, HOOK_CHANNEL, flowId),
    async stop(drainMs = 1_000): Promise<void> {
      server.closeAllConnections();
      server.close();
      await Promise.all([clockwork.stop(), poller.stop(), subscriber.stop()]);
      await deps.worker.stop(drainMs);
      await notifications.close();
      await egress.close();
      await sandbox.close();
      await remove();
    },
  };
}

/** An API on loopback that does what `answer` says, and counts. */
export async function startUpstream(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const calls: { method: string; path: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer((request, response) => {
    calls.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers });
    request.resume();
    request.on('end', () => answer(request, response));
  });
  const url = await listen(server);
  return {
    url,
    calls,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return `http://127.0.0.1:${address.port}`;
}
