import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';
import { draw } from '../runs/testing.ts';
import { connectorId } from './importConnector.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;
let upstream: Server;
let link: string;

const description = (title: string, ...paths: string[]) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title, version: '1' },
    servers: [{ url: 'https://api.acme.example/v1' }],
    paths: Object.fromEntries(
      paths.map((path) => [
        path,
        { get: { operationId: `get ${path}`, summary: `Get ${path}`, responses: { 200: { description: 'ok' } } } },
      ]),
    ),
  });

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
  upstream = createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/openapi.json' }).end();
    else if (request.url === '/openapi.json') response.end(description('Linked API', '/a'));
    else response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => {
    upstream.listen(0, '127.0.0.1', resolve);
  });
  const address = upstream.address();
  link = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  upstream.close();
  await test.drop();
});

const importText = (text: string) => api.connector.import({ workspaceId, source: { kind: 'text', text } });

describe('connector.import', () => {
  it('lists the connector, its operations and what the palette finds', async () => {
    const { connector } = await importText(description('Acme Orders', '/orders', '/customers', '/refunds'));
    expect(connector).toMatchObject({ source: 'imported', operationCount: 3, baseUrl: 'https://api.acme.example/v1' });
    expect(await api.connector.list({ workspaceId })).toContainEqual(connector);
    const first = await api.connector.operations({ workspaceId, connector: connector.id, limit: 2 });
    expect(first.items.map(({ path }) => path)).toEqual(['/orders', '/customers']);
    const rest = await api.connector.operations({
      workspaceId,
      connector: connector.id,
      cursor: first.nextCursor ?? '',
    });
    expect([rest.items.map(({ path }) => path), rest.nextCursor]).toEqual([['/refunds'], null]);
    const hits = await api.connector.search({ workspaceId, query: 'refunds' });
    const ours = hits.filter((hit) => hit.connector === connector.id);
    expect(ours).toMatchObject([{ kind: 'call', effect: 'read' }]);
  });

  it('gives an operation in full as often as asked, reading the description once', async () => {
    const { connector } = await importText(description('Acme Stock', '/stock'));
    const [row] = (await api.connector.operations({ workspaceId, connector: connector.id })).items;
    const ref = { connector: connector.id, version: connector.version, operation: row?.name ?? '' };
    const gone = { ...ref, operation: 'gone' };
    const expected = [
      {
        ref,
        operation: expect.objectContaining({ kind: 'call', request: expect.objectContaining({ path: '/stock' }) }),
      },
    ];
    expect(await api.connector.resolve({ workspaceId, refs: [ref, gone] })).toEqual(expected);
    const kept = await test.app.connectors.definitions(workspaceId, ref, [ref.operation]);
    expect(kept.get(ref.operation)).toMatchObject({ kind: 'call' });
    expect(await api.connector.resolve({ workspaceId, refs: [ref] })).toEqual(expected);
  });

  it('keeps the version a step was built with when the API is imported anew', async () => {
    const { connector: old } = await importText(description('Acme CRM', '/contacts'));
    const { connector: fresh } = await importText(description('Acme CRM', '/people'));
    expect(fresh.id).toBe(old.id);
    expect(fresh.version).not.toBe(old.version);
    const listed = (await api.connector.list({ workspaceId })).filter(({ id }) => id === old.id);
    expect(listed.map(({ version }) => version)).toEqual([fresh.version]);
    const ref = { connector: old.id, version: old.version };
    expect(await test.app.connectors.findVersion(workspaceId, ref)).toMatchObject({ version: old.version });
  });

  it('follows a link that has moved', async () => {
    const { connector } = await api.connector.import({ workspaceId, source: { kind: 'link', url: `${link}/moved` } });
    expect(connector).toMatchObject({ operationCount: 1 });
  });

  it.each([
    ['a link that fails', { kind: 'link' as const, path: '/broken' }, 'link_unreachable'],
    ['broken JSON', { kind: 'text' as const, text: '{"openapi": "3.1.0", ' }, 'description_unreadable'],
    ['a page', { kind: 'text' as const, text: '<html><body>Docs</body></html>' }, 'description_unreadable'],
  ])('refuses %s in words, and keeps nothing', async (_what, given, code) => {
    const before = await api.connector.list({ workspaceId });
    const source = given.kind === 'link' ? { kind: 'link' as const, url: `${link}${given.path}` } : given;
    const refused = await refusal(api.connector.import({ workspaceId, source }));
    expect(refused).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
    expect(await api.connector.list({ workspaceId })).toEqual(before);
  });

  it('reaches no private network that was not allowed', async () => {
    const source = { kind: 'link' as const, url: 'http://169.254.169.254/latest/meta-data' };
    expect((await refusal(api.connector.import({ workspaceId, source }))).code).toBe('link_unreachable');
  });
});

describe('an API imported anew', () => {
  const order = (fields: object, required: string[], more: object = {}) =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Acme Changing', version: '1' },
      servers: [{ url: 'https://{region}.acme.example', variables: { region: { default: 'eu', enum: ['eu', 'us'] } } }],
      paths: {
        '/orders': {
          post: {
            operationId: 'createOrder',
            summary: 'Create an order',
            requestBody: {
              content: { 'application/json': { schema: { type: 'object', properties: fields, required } } },
              required: true,
            },
            responses: { 201: { description: 'made' } },
          },
        },
        ...more,
      },
    });
  const text = { type: 'string' };
  const get = { get: { operationId: 'oldOne', summary: 'Get the old one', responses: {} } };

  it('says what is different, and which steps of which flows that concerns', async () => {
    const first = await importText(
      order({ note: text }, [], { '/old': get, '/same': { get: { operationId: 'same', responses: {} } } }),
    );
    expect(first).toMatchObject({ previous: null, servers: [{ url: 'https://{region}.acme.example' }] });
    const { id, version } = first.connector;
    const drawn = draw({ create: { operation: 'http' }, old: { operation: 'http' }, same: { operation: 'http' } });
    const operations: Record<string, string> = { create: 'createOrder', old: 'oldOne', same: 'same' };
    const steps = Object.fromEntries(
      Object.entries(drawn.steps).map(([key, step]) => {
        const operation = operations[key];
        return [key, operation === undefined ? step : { ...step, uses: { connector: id, version, operation } }];
      }),
    );
    const flow = await api.flow.create({ workspaceId, name: 'Orders', document: { ...drawn, steps } });
    const second = await importText(
      order({ currency: text }, ['currency'], {
        '/new': { get: { operationId: 'newOne', responses: {} } },
        '/same': { get: { operationId: 'same', responses: {} } },
      }),
    );
    expect(second.previous).toBe(version);
    const difference = await api.connector.compareVersions({ workspaceId, connector: id });
    expect(difference).toMatchObject({
      before: version,
      after: second.connector.version,
      added: [{ name: 'newOne' }],
      removed: [{ name: 'oldOne', title: 'Get the old one' }],
      changed: [{ name: 'createOrder', title: 'Create an order' }],
      shared: 2,
      compared: 2,
    });
    expect(difference?.changed[0]?.changes.map(({ words }) => words)).toEqual([
      'no longer takes Body: Note',
      'now requires Body: Currency',
    ]);
    expect(
      difference?.affected.map(({ flowId, flow: name, operation, isGone }) => [flowId, name, operation, isGone]),
    ).toEqual([
      [flow.id, 'Orders', 'createOrder', false],
      [flow.id, 'Orders', 'oldOne', true],
    ]);
    const third = await importText(order({ currency: text }, []));
    const sinceUsed = await api.connector.compareVersions({ workspaceId, connector: id });
    expect(sinceUsed).toMatchObject({ before: version, after: third.connector.version });
    expect(sinceUsed?.affected).toHaveLength(3);
  });

  it('keeps the address a person gave, whatever the description says', async () => {
    const bare = (path: string) =>
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'Acme Nowhere' },
        paths: { [path]: { get: { responses: {} } } },
      });
    const { connector } = await importText(bare('/a'));
    await api.connector.setBaseUrl({ workspaceId, connector: connector.id, baseUrl: 'https://acme.example/v1/' });
    expect((await importText(bare('/b'))).connector.baseUrl).toBe('https://acme.example/v1');
    const servers = [{ url: 'https://elsewhere.example' }];
    const moved = await importText(JSON.stringify({ ...JSON.parse(bare('/c')), servers }));
    expect(moved.connector.baseUrl).toBe('https://acme.example/v1');
    expect(moved.problems[0]).toMatch(/^It says that the API is at https:\/\/elsewhere.example\./);
  });

  it('has nothing to compare where it is new, or comes with Patchbay', async () => {
    const { connector } = await importText(description('Acme New', '/a'));
    expect(await api.connector.compareVersions({ workspaceId, connector: connector.id })).toBeNull();
    expect(await api.connector.compareVersions({ workspaceId, connector: 'core' })).toBeNull();
    expect((await refusal(api.connector.compareVersions({ workspaceId, connector: 'gone' }))).code).toBe('not_found');
  });

  it('offers the addresses of its description again later', async () => {
    const { connector } = await importText(order({ note: text }, []));
    expect(await api.connector.servers({ workspaceId, connector: connector.id })).toEqual([
      {
        url: 'https://{region}.acme.example',
        variables: [{ name: 'region', title: 'Region', default: 'eu', choices: ['eu', 'us'] }],
      },
    ]);
  });
});

it('tells in which steps something could not be read, and lists what an API sends as triggers', async () => {
  const far = { content: { 'application/json': { schema: { $ref: 'https://far.example/a.json' } } } };
  const { connector, problems } = await importText(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Acme Events' },
      paths: { '/a': { post: { summary: 'Send it', requestBody: far, responses: {} } } },
      webhooks: {
        orderPaid: {
          post: {
            requestBody: {
              content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } },
            },
          },
        },
      },
    }),
  );
  expect(problems).toContain(
    '“Send it”: It refers to https://far.example/a.json, which is not fetched. That part is left open.',
  );
  const { items } = await api.connector.operations({ workspaceId, connector: connector.id });
  expect(items.map(({ name, kind, title }) => [name, kind, title])).toEqual([
    ['post-a', 'call', 'Send it'],
    ['webhook-orderPaid', 'trigger', 'When it sends “Order paid”'],
  ]);
  const refs = [{ connector: connector.id, version: connector.version, operation: 'webhook-orderPaid' }];
  const [resolved] = await api.connector.resolve({ workspaceId, refs });
  expect(resolved?.operation).toMatchObject({
    kind: 'trigger',
    startedBy: 'request',
    webhook: { instructions: expect.stringContaining('paste') },
    output: { properties: { id: { type: 'string' } } },
  });
});

describe('connector.delete', () => {
  it('refuses while a flow uses the connector, and names the flow', async () => {
    const { connector } = await importText(description('Acme Mail', '/mails'));
    const [row] = (await api.connector.operations({ workspaceId, connector: connector.id })).items;
    const uses = { connector: connector.id, version: connector.version, operation: row?.name ?? '' };
    const drawn = draw({ mail: { operation: 'http' } });
    const steps = Object.fromEntries(Object.entries(drawn.steps).map(([id, step]) => [id, { ...step, uses }]));
    const flow = await api.flow.create({ workspaceId, name: 'Mailer', document: { ...drawn, steps } });
    const refused = await refusal(api.connector.delete({ workspaceId, connector: connector.id }));
    expect(refused).toMatchObject({ code: 'connector_in_use', details: { flows: ['Mailer'] } });
    await api.flow.delete({ flowId: flow.id });
    await api.connector.delete({ workspaceId, connector: connector.id });
    expect(await test.app.connectors.find(workspaceId, connector.id)).toBeNull();
  });
});

describe('connection.create', () => {
  it('seals the secret, binds it to the host, and never gives it back', async () => {
    const { connector } = await importText(description('Acme Pay', '/charges'));
    const auth = { kind: 'bearer' as const, token: 'canary-3f9a' };
    const created = await api.connection.create({ workspaceId, connector: connector.id, name: 'Live', auth });
    const listed = await api.connection.list({ workspaceId });
    expect(listed).toEqual([{ ...created, mayUse: true }]);
    expect(JSON.stringify(listed)).not.toContain('canary');
    const row = await test.instance.database.prisma.connection.findUniqueOrThrow({ where: { id: created.id } });
    expect(row.hosts).toEqual(['https://api.acme.example']);
    expect(JSON.stringify(row)).not.toContain('canary');
    await api.connection.delete({ workspaceId, connectionId: created.id, seen: [] });
    expect(await api.connection.list({ workspaceId })).toEqual([]);
  });
});

it.each([
  ['Acme CRM (v2)', 'acme-crm-v2'],
  ['Überweisung', 'uberweisung'],
  ['core', 'core-api'],
  ['日本', 'api'],
])('makes an id of the name %s', (name, id) => {
  expect(connectorId(name)).toBe(id);
});
