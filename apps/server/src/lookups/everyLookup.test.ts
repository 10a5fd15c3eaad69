import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Connector,
  type FieldSchema,
  hintsOf,
  isObject,
  type Lookup,
  lookupInput,
  type Operation,
} from '@patchbay/connector';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RecordedApps, startRecordedApps } from '../../../../tooling/testing/recordedApps.ts';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { allBuiltIns } from '../connectors/builtIns.ts';

const APPS = join(import.meta.dirname, '../../../../packages/connectors/src/apps');

/** What was typed into a form. */
type Form = NonNullable<Parameters<Caller['connector']['lookup']>[0]['input']>;
type Found = { path: string; lookup: Lookup; kind: 'options' | 'fields' };

/** Every field of a form whose choices, or whose own fields, the app knows. */
function lookupsIn(schema: unknown, path = ''): Found[] {
  if (!isObject(schema)) return [];
  const field = schema as Exclude<FieldSchema, boolean>;
  const { 'x-patchbay-lookup': options, 'x-patchbay-fields-from': fields } = hintsOf(field);
  return [
    ...(options === undefined ? [] : [{ path, lookup: options, kind: 'options' as const }]),
    ...(fields === undefined ? [] : [{ path, lookup: fields, kind: 'fields' as const }]),
    ...Object.entries(field.properties ?? {}).flatMap(([name, one]) =>
      lookupsIn(one, path === '' ? name : `${path}.${name}`),
    ),
    ...lookupsIn(field.items, `${path}[]`),
  ];
}

/** What people filled in, in the recorded calls of this operation; of all where it has none of its own: triggers. */
function formsOf({ id }: Connector, { operation, lookup }: { operation: string; lookup: Lookup }): Form[] {
  const folder = join(APPS, id, 'fixtures');
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { operation: string; input: Form });
  const ready = all.filter(({ input }) => lookupInput(lookup, input).needs === undefined);
  const own = ready.filter((fixture) => fixture.operation === operation);
  return (own.length > 0 ? own : ready).map(({ input }) => input);
}

type Case = Found & { connector: Connector; operation: string };

const connectors = await allBuiltIns();
const cases = connectors.flatMap((connector) =>
  Object.entries(connector.operations).flatMap(([operation, { input }]: [string, Operation]) =>
    lookupsIn(input).map((found): [string, Case] => [
      `${connector.id} ${operation} ${found.path}`,
      { ...found, connector, operation },
    ]),
  ),
);

let test: TestApp;
let api: Caller;
let workspaceId: string;
let apps: RecordedApps;
let userId: string;

beforeAll(async () => {
  apps = await startRecordedApps();
  test = await testApp();
  const person = await test.signUp('Ada Lovelace');
  ({ api, workspaceId } = person);
  userId = person.actor.id;
  for (const connector of connectors) moveHere(connector);
});
afterAll(async () => {
  await test.drop();
  await apps.stop();
});

/** A few lists stand at another address than the rest of their app: that one is on loopback as well. */
function moveHere({ id, operations }: Connector): void {
  const moved = (url: string) => url.replace(/^https:\/\/[^/]+/, apps.at(id));
  for (const operation of Object.values(operations)) {
    const { toRequest, request } = operation;
    if (request !== undefined) operation.request = { ...request, path: moved(request.path) };
    if (toRequest === undefined) continue;
    operation.toRequest = (...given) => {
      const made = toRequest(...given);
      return { ...made, url: moved(made.url) };
    };
  }
}

/** An account as a person would have connected it, at the app on loopback. A new one each: how much each may ask is counted. */
async function connect({ id, name, auth, baseUrl }: Connector): Promise<string> {
  const way = auth.find(({ kind }) => kind !== 'oauth2') ?? auth[0] ?? { kind: 'bearer' };
  const { id: connection } = await test.app.connections.create({
    workspaceId,
    userId,
    connector: id,
    name,
    auth: way.kind === 'session' ? { kind: 'bearer' } : way,
    secret: {
      token: 'k-1',
      value: 'k-1',
      username: 'k-1',
      password: 'k-1',
      accessKeyId: 'k-1',
      secretAccessKey: 'k-1',
    },
    hosts: [apps.url],
    baseUrl: apps.at(id, baseUrl),
    checked: { state: 'works' },
    sharedWith: 'workspace',
  });
  return connection;
}

async function askedOf({ connector, operation, path }: Case, input: Form) {
  const { id, version } = connector;
  const connection = await connect(connector);
  return { workspaceId, connector: id, version, operation, field: path, input, connection };
}

describe('every list of every app, asked over HTTP', () => {
  // A few apps take so few requests a minute that a second page waits for its turn.
  it.concurrent.each(cases)('%s gives what the app answers', async (_name, one) => {
    let names: string[] = [];
    const refusals: unknown[] = [];
    for (const input of formsOf(one.connector, one)) {
      // A form of another operation may name what was never listed.
      names = await namesIn(one, input).catch((error: unknown) => {
        refusals.push(error);
        return [];
      });
      if (names.length > 0) break;
    }
    expect({ names, refusals }).not.toMatchObject({ names: [] });
    expect(names.filter((name) => /\{|undefined|^\s*$/.test(name))).toEqual([]);
  });
});

/** What a person reads in the list, or the names of the fields it stands for. */
async function namesIn(one: Case, input: Form): Promise<string[]> {
  const asked = await askedOf(one, input);
  if (one.kind === 'fields') return (await api.connector.lookupFields(asked)).order;
  const { options, needs } = await api.connector.lookup(asked);
  if (needs !== undefined) throw new Error(`It waits for ${needs.field}, which was filled.`);
  return options.map(({ label }) => label);
}

describe('a list of an app', () => {
  const calendars = cases.find(([name]) => name === 'google-calendar createEvent calendarId')?.[1];
  const repositories = cases.find(([name]) => name === 'github createIssue repo')?.[1];

  it('is asked for page by page, and searched in what came', async () => {
    if (calendars === undefined) throw new Error('Google has no calendars.');
    const field = await askedOf(calendars, {});
    const { options } = await api.connector.lookup(field);
    const pages = apps.asked.filter(({ path, query }) => path.endsWith('/calendarList') && query.has('pageToken'));
    expect(pages).not.toEqual([]);
    const last = options.at(-1)?.label ?? '';
    expect((await api.connector.lookup({ ...field, search: last })).options.map(({ label }) => label)).toContain(last);
    expect((await api.connector.lookup({ ...field, search: 'no such calendar' })).options).toEqual([]);
  });

  it('waits for the field that it depends on', async () => {
    if (repositories === undefined) throw new Error('GitHub has no repositories.');
    const { needs, options } = await api.connector.lookup(await askedOf(repositories, {}));
    expect({ needs: needs?.field, options }).toEqual({ needs: 'owner', options: [] });
  });

  it('says in the app’s own words why there is none', async () => {
    if (repositories === undefined) throw new Error('GitHub has no repositories.');
    apps.refuse('github', 'Resource not accessible by this token');
    const asking = api.connector.lookup(await askedOf(repositories, { owner: 'acme' }));
    await expect(asking).rejects.toMatchObject({
      cause: { code: 'lookup_failed', message: expect.stringContaining('Resource not accessible by this token') },
    });
    apps.refuse('github');
  });
});
