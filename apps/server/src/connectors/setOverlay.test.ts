import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
});
afterAll(() => test.drop());

const ok = (schema: object) => ({ 200: { description: 'ok', content: { 'application/json': { schema } } } });
const text = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Acme Parts', version: '1' },
  servers: [{ url: 'https://api.acme.example' }],
  paths: {
    '/parts': {
      get: {
        operationId: 'get_parts',
        parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
        responses: ok({ type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } }),
      },
    },
    '/secret': { post: { operationId: 'doNot', responses: ok({ type: 'object' }) } },
  },
});
const overlay = {
  baseUrl: 'https://eu.acme.example/',
  auth: [{ kind: 'apiKey' as const, in: 'header' as const, name: 'X-Key', title: 'Your key' }],
  operations: {
    get_parts: {
      title: 'List parts',
      paging: { style: 'page' as const, items: '', to: { in: 'query' as const, name: 'page' } },
    },
    doNot: { isHidden: true },
    gone: { title: 'Gone' },
  },
};

it('makes a new version of what was imported and of what was added, and leaves the old one as it was', async () => {
  const { connector: before } = await api.connector.import({ workspaceId, source: { kind: 'text', text } });
  const { id: connector } = before;
  expect(await api.connector.getOverlay({ workspaceId, connector })).toBeNull();
  const { connector: after, problems } = await api.connector.setOverlay({ workspaceId, connector, overlay });
  expect(after).toMatchObject({ baseUrl: 'https://eu.acme.example', auth: overlay.auth, operationCount: 1 });
  expect(after.version).not.toBe(before.version);
  expect(problems).toEqual(['Something was added to the operation "gone", which is not there.']);

  const { items } = await api.connector.operations({ workspaceId, connector });
  expect(items.map(({ title }) => title)).toEqual(['List parts']);
  expect(await api.connector.getOverlay({ workspaceId, connector })).toMatchObject(overlay);
  const refs = [before, after].map(({ version }) => ({ connector, version, operation: 'get_parts' }));
  const [old, fresh] = await api.connector.resolve({ workspaceId, refs });
  expect(old?.operation.paging).toBeUndefined();
  expect(fresh?.operation).toMatchObject({ title: 'List parts', paging: { style: 'page' } });
  expect(fresh?.operation.output).toMatchObject({ properties: { items: {}, count: {}, hasMore: {} } });

  const hits = await api.connector.search({ workspaceId, query: 'acme', limit: 100 });
  expect(hits.filter((hit) => hit.connector === connector)).toHaveLength(1);
});

it('keeps what was added when the API is imported anew', async () => {
  const changed = text.replace('"version":"1"', '"version":"2"');
  const { connector } = await api.connector.import({ workspaceId, source: { kind: 'text', text: changed } });
  expect(connector).toMatchObject({ operationCount: 1, baseUrl: 'https://eu.acme.example' });
  expect(await api.connector.getOverlay({ workspaceId, connector: connector.id })).toMatchObject(overlay);
});

const rich = {
  ...overlay,
  auth: [
    {
      kind: 'oauth2' as const,
      title: 'Sign in to Acme',
      authorizeUrl: 'https://login.acme.example/authorize',
      tokenUrl: 'https://login.acme.example/token',
      scopes: ['parts.read', 'parts.write'],
      defaultScopes: ['parts.read'],
    },
  ],
  defaults: {
    answer: {
      code: 'error.code',
      advice: { PART_GONE: { sentence: 'Choose the part again.' }, BUSY: { retry: 'later' as const } },
    },
    limit: { requests: 5, perMs: 1_000 },
  },
};
const told = [
  'looks for the code of a refusal in “error.code”',
  'tries again later where it is refused with “BUSY”',
  'says of “PART_GONE”: “Choose the part again.”',
  'is asked at most 5 times in 1 second',
];

it('shows what would change before it is kept, and keeps nothing', async () => {
  const connector = 'acme-parts';
  const before = await api.connector.getOverlay({ workspaceId, connector });
  const preview = await api.connector.previewOverlay({ workspaceId, connector, overlay: rich });
  expect(preview.about.map(({ words }) => words)).toEqual([
    'can no longer be signed in to with a key in the header X-Key',
    'can be signed in to with a page of its own (login.acme.example)',
  ]);
  const parts = preview.changed.find(({ name }) => name === 'get_parts');
  expect(parts?.changes.map(({ words }) => words)).toEqual(told);
  expect(preview.problems).toEqual(['Something was added to the operation "gone", which is not there.']);
  expect(await api.connector.getOverlay({ workspaceId, connector })).toEqual(before);
  const same = await api.connector.previewOverlay({ workspaceId, connector, overlay });
  expect({ about: same.about, changed: same.changed }).toEqual({ about: [], changed: [] });
});

it('keeps advice, limits and an own sign-in, says what they change, and keeps them when the API is imported anew', async () => {
  const connector = 'acme-parts';
  const { previous } = await api.connector.setOverlay({ workspaceId, connector, overlay: rich });
  const difference = await api.connector.compareVersions({ workspaceId, connector, before: previous });
  const parts = difference?.changed.find(({ name }) => name === 'get_parts');
  expect(parts?.changes.map(({ words }) => words)).toEqual(told);
  expect(difference?.about).toHaveLength(2);
  const changed = text.replace('"version":"1"', '"version":"3"');
  const again = await api.connector.import({ workspaceId, source: { kind: 'text', text: changed } });
  expect(again.connector.auth).toEqual(rich.auth);
  expect(await api.connector.getOverlay({ workspaceId, connector })).toMatchObject(rich);
  const refs = [{ connector, version: again.connector.version, operation: 'get_parts' }];
  const [resolved] = await api.connector.resolve({ workspaceId, refs });
  expect(resolved?.operation).toMatchObject({ limit: rich.defaults.limit, answerRules: rich.defaults.answer });
  expect((await api.oauth.client({ workspaceId, connector })).client).toBeNull();
});

it.each([
  ['an address that others can read', { authorizeUrl: 'http://login.acme.example/authorize', scopes: [] }],
  ['a permission with a blank', { scopes: ['a b'] }],
])('takes no sign-in with %s', async (_what, way) => {
  const wrong = { auth: [{ kind: 'oauth2' as const, ...way }] };
  await expect(
    api.connector.setOverlay({ workspaceId, connector: 'acme-parts', overlay: wrong }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

it('changes no built-in connector, and takes nothing it does not know', async () => {
  const refused = expect.objectContaining({ cause: expect.objectContaining({ code: 'connector_built_in' }) });
  await expect(api.connector.setOverlay({ workspaceId, connector: 'stripe', overlay: {} })).rejects.toEqual(refused);
  const evil = { operations: { get_parts: { fields: {} } } } as object;
  await expect(api.connector.setOverlay({ workspaceId, connector: 'acme-parts', overlay: evil })).rejects.toThrow(
    /fields/,
  );
});
