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

it.each([
  ['dedupe', 'lists/unique'],
  ['group by', 'lists/summarise'],
  ['vlookup', 'lists/combine'],
  ['xlsx', 'data/readExcel'],
  ['rss', 'data/readFeed'],
  ['regex', 'text/extract'],
  ['hmac', 'crypto/sign'],
  ['business days', 'dates/shiftDate'],
])('finds by another word for it: %s', async (query, expected) => {
  const hits = await api.connector.search({ workspaceId, query });
  expect(hits.map(({ connector, operation }) => `${connector}/${operation}`)).toContain(expected);
});

it('finds by a text that was pasted with the character NUL in it', async () => {
  const hits = await api.connector.search({ workspaceId, query: 'vlook\u0000up' });
  expect(hits.map(({ operation }) => operation)).toContain('combine');
});

it('lists every built-in connector, with its steps', async () => {
  const connectors = await api.connector.list({ workspaceId });
  expect(connectors.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['core', 'lists', 'text', 'dates', 'data', 'crypto']),
  );
  const { items } = await api.connector.operations({ workspaceId, connector: 'lists', search: 'merge' });
  expect(items.map(({ name }) => name)).toEqual(['combine']);
});

it('leaves room for the connectors of the workspace among the built-in ones', async () => {
  const paths = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `/thing${at}`,
      { get: { summary: `Get thing ${at}`, responses: { 200: { description: 'ok' } } } },
    ]),
  );
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    servers: [{ url: 'https://t.example' }],
    paths,
  });
  const { connector } = await api.connector.import({ workspaceId, source: { kind: 'text', text } });
  const hits = await api.connector.search({ workspaceId, query: '', limit: 30 });
  expect(hits).toHaveLength(30);
  expect(hits.filter((hit) => hit.connector === connector.id)).toHaveLength(10);
});

it.each([
  ['send an email', 'email/send'],
  ['read a spreadsheet', 'data/readExcel'],
])('understands what people say: %s', async (query, expected) => {
  const hits = await api.connector.search({ workspaceId, query });
  expect(hits.map(({ connector, operation }) => `${connector}/${operation}`)).toContain(expected);
});

it('gives what is wanted in any case first, whatever else there is', async () => {
  const hits = await api.connector.search({ workspaceId, query: '', limit: 1, also: ['text/split'] });
  expect(hits.map(({ operation }) => operation)).toEqual(['split']);
});

it('puts the app that most people mean first where none is named', async () => {
  const [first] = await api.connector.search({ workspaceId, query: 'send a chat message' });
  expect([first?.connector, first?.operation]).toEqual(['slack', 'postMessage']);
  const [named] = await api.connector.search({ workspaceId, query: 'teams send message' });
  expect(named?.connector).toBe('teams');
});

it('offers what goes by most of the words where nothing goes by all of them', async () => {
  const hits = await api.connector.search({ workspaceId, query: 'keep only bad ratings' });
  expect(hits).toContainEqual(expect.objectContaining({ connector: 'lists', operation: 'filter', isNear: true }));
  expect(await api.connector.search({ workspaceId, query: 'zzxqj' })).toEqual([]);
});
