import { type RecordedApps, recordedInput, startRecordedApps } from '../../tooling/testing/recordedApps.ts';
import { inDatabase } from './database.ts';
import { literal, type Mapping } from './drawFlow.ts';
import type { Patchbay } from './patchbay.ts';
import type { PatchbayClient } from './patchbayClient.ts';

type Way = { kind: string };
type App = { id: string; version: string; name: string; source: string; baseUrl: string | null; auth: Way[] };
type Schema = { title?: string; properties?: Record<string, Schema>; items?: Schema; required?: string[] } & Record<
  string,
  unknown
>;
type Operation = { title: string; kind: string; isHidden?: true; input: Schema };
type Found = { ref: { operation: string }; operation: Operation };

/** The step of an app that a journey looks at: the one with most lists, filled in as in its recorded call. */
export type AppStep = {
  app: App;
  connection: string;
  operation: string;
  title: string;
  /** The titles of the fields at the top of its form that have to be filled. */
  required: string[];
  /** The titles of those whose choices only the app knows. */
  lists: string[];
  inputs: Record<string, Mapping>;
};

/** Every built-in app with a connected account, all of them on loopback. */
export async function connectApps(
  client: PatchbayClient,
  patchbay: Patchbay,
): Promise<{ apps: RecordedApps; steps: AppStep[] }> {
  const apps = await startRecordedApps();
  const { workspaceId } = client;
  const all = await client.query<App[]>('connector.list', { workspaceId });
  const recorded = all.filter(({ id, source }) => source === 'builtin' && apps.has(id));
  const ids = await plainAccounts(client, { url: apps.url, count: recorded.length });
  const steps: AppStep[] = [];
  await inDatabase(patchbay.home, async (database) => {
    for (const [at, app] of recorded.entries()) {
      const connection = ids[at] ?? '';
      // Signed with one token, whatever the app asks for: nobody checks it here.
      const way = app.auth.find(({ kind }) => kind === 'bearer' || kind === 'oauth2') ?? { kind: 'bearer' };
      await database.query(
        `update connection set connector = $2, name = $3, auth_kind = $4, auth = $5, hosts = $6, base_url = $7
         where id = $1`,
        [
          connection,
          app.id,
          `Our ${app.name}`,
          way.kind,
          JSON.stringify(way),
          JSON.stringify([apps.url]),
          apps.at(app.id, app.baseUrl ?? ''),
        ],
      );
    }
  });
  for (const [at, app] of recorded.entries()) steps.push(await stepOf(client, app, ids[at] ?? ''));
  return { apps, steps };
}

/** Accounts of an API on loopback, which become those of the apps. */
async function plainAccounts(client: PatchbayClient, { url, count }: { url: string; count: number }) {
  const { workspaceId } = client;
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Plain', version: '1' },
    servers: [{ url }],
    paths: { '/x': { get: { operationId: 'x', responses: { 200: { description: 'ok' } } } } },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  });
  const source = { kind: 'text', text };
  const { connector } = await client.call<{ connector: { id: string } }>('connector.import', { workspaceId, source });
  const made: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const auth = { kind: 'bearer', token: 'recorded' };
    const account = { workspaceId, connector: connector.id, name: `Account ${at}`, auth };
    made.push((await client.call<{ id: string }>('connection.create', account)).id);
  }
  return made;
}

async function stepOf(client: PatchbayClient, app: App, connection: string): Promise<AppStep> {
  const { workspaceId } = client;
  const { items } = await client.query<{ items: { name: string; kind: string }[] }>('connector.operations', {
    workspaceId,
    connector: app.id,
  });
  const names = items.filter(({ kind }) => kind === 'call').map(({ name }) => name);
  const refs = names.map((operation) => ({ connector: app.id, version: app.version, operation }));
  const found = await client.query<Found[]>('connector.resolve', { workspaceId, refs });
  const fitting = found.filter(({ ref }) => recordedInput(app.id, ref.operation) !== undefined);
  const [best] = fitting.toSorted((left, right) => listsIn(right).length - listsIn(left).length);
  if (best === undefined) throw new Error(`${app.name} has no recorded call.`);
  const { input, title } = best.operation;
  return {
    app,
    connection,
    operation: best.ref.operation,
    title,
    required: (input.required ?? []).map((name) => input.properties?.[name]?.title ?? name),
    lists: listsIn(best),
    inputs: Object.fromEntries(
      Object.entries(recordedInput(app.id, best.ref.operation) ?? {}).map(([name, value]) => [name, literal(value)]),
    ),
  };
}

/** The fields at the top of a form that only the app has choices for. */
function listsIn({ operation }: Found): string[] {
  return Object.entries(operation.input.properties ?? {})
    .filter(([, field]) => field['x-patchbay-lookup'] !== undefined)
    .map(([name, field]) => field.title ?? name);
}
