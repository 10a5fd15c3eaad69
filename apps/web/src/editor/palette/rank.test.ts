import { expect, it } from 'vitest';
import type { OperationHit } from './operationHit.ts';
import { rank } from './rank.ts';

type Drawn = Pick<OperationHit, 'connector' | 'operation' | 'title'> & { kind?: OperationHit['kind'] };

const hit = ({ kind = 'pure', ...rest }: Drawn): OperationHit => ({
  ...rest,
  kind,
  version: '1',
  category: 'logic',
  effect: 'none',
  connectorName: rest.connector === 'lists' ? 'Lists' : rest.connector,
});
const webhook = hit({ connector: 'core', operation: 'webhook', title: 'When a request arrives', kind: 'trigger' });
const forEach = hit({ connector: 'core', operation: 'forEach', title: 'For each', kind: 'forEach' });
const stop = hit({ connector: 'core', operation: 'stop', title: 'Stop', kind: 'stop' });
const wait = hit({ connector: 'core', operation: 'wait', title: 'Wait', kind: 'wait' });
const filter = hit({ connector: 'lists', operation: 'filter', title: 'Filter a list' });
const send = hit({ connector: 'acme', operation: 'send', title: 'Send order', kind: 'call' });
const own = [webhook, forEach, stop, wait];
const all = [...own, filter, send];
const ranked = (query: string, found = query === '' ? all : []) =>
  rank({ query, found, own, recent: [], fits: () => true, title: 'Fits here' });

it('groups our own steps by what they work on', () => {
  expect(ranked('').map(({ title }) => title)).toEqual(['Starts a flow', 'Logic', 'Lists', 'From your connectors']);
  const fits = ({ kind }: OperationHit) => kind !== 'trigger';
  const inside = rank({ query: '', found: all, own, recent: [], fits, title: 'Fits here' });
  expect(inside.map(({ title }) => title)).toEqual(['Fits here', 'Lists', 'From your connectors']);
});

it.each([
  ['loop over items', forEach],
  ['iterator', forEach],
  ['stop and error', stop],
  ['delay', wait],
  ['sleep', wait],
  ['hook', webhook],
])('finds by the words of other builders: %s', (query, wanted) => {
  expect(ranked(query)[0]?.hits[0]).toBe(wanted);
});

it('puts our own step that goes by a word before an operation that has it in its description', () => {
  expect(ranked('where', [send, filter])[0]?.hits).toEqual([filter, send]);
});

const slack = {
  id: 'slack',
  name: 'Slack',
  category: 'messaging',
  source: 'builtin',
  operationCount: 12,
  startsFlows: true,
} as const;
const notion = { ...slack, id: 'notion', name: 'Notion', startsFlows: undefined };
const post = {
  ...hit({ connector: 'slack', operation: 'post', title: 'Post a message', kind: 'call' }),
  connectorName: 'Slack',
};

it('shows an app as one line until it is asked for', () => {
  const apps = [slack, { ...notion }].map(({ startsFlows, ...app }) => ({
    ...app,
    ...(startsFlows && { startsFlows }),
  }));
  const asking = { own, recent: [], apps, fits: () => true, title: 'Fits here' };
  const before = rank({ ...asking, query: '', found: [...all, post] });
  expect(before.find(({ title }) => title === 'Apps')?.apps?.map(({ id }) => id)).toEqual(['notion', 'slack']);
  expect(before.flatMap(({ hits }) => hits)).not.toContain(post);
  const typed = rank({ ...asking, query: 'sl', found: [post] });
  expect(typed[0]?.apps?.map(({ id }) => id)).toEqual(['slack']);
  expect(rank({ ...asking, query: 'slack ', found: [post] })).toEqual([{ title: 'Fits here', hits: [post] }]);
});

it('offers at the start only the apps that can start a flow', () => {
  const apps = [slack, { ...slack, id: 'notion', name: 'Notion' }].map(({ startsFlows, ...app }) =>
    app.id === 'slack' ? { ...app, startsFlows } : app,
  );
  const fits = ({ kind }: OperationHit) => kind === 'trigger';
  const found = rank({ query: '', found: all, own, recent: [], apps, fits, title: 'Starts a flow' });
  expect(found.find(({ title }) => title === 'Apps')?.apps?.map(({ id }) => id)).toEqual(['slack']);
});

it('finds a step by its app and what it does', () => {
  const told = { ...hit({ connector: 'mail', operation: 'told', title: 'Tell', kind: 'call' }), connectorName: 'Mail' };
  expect(ranked('slack mes', [told, post])[0]?.hits[0]).toBe(post);
});

it('leaves the order of apps to the server where none is named', () => {
  const teams = {
    ...hit({ connector: 'teams', operation: 'chat', title: 'Send a message to a chat', kind: 'call' }),
    connectorName: 'Microsoft Teams',
  };
  expect(ranked('send chat message', [post, teams])[0]?.hits).toEqual([post, teams]);
  expect(ranked('teams chat', [post, teams])[0]?.hits).toEqual([teams, post]);
});

it('puts an app that the flow uses already before others that fit as well', () => {
  const find = hit({ connector: 'shop', operation: 'find', title: 'Find order', kind: 'call' });
  const ask = { query: 'order', found: [find, send], own, recent: [], fits: () => true, title: 'Fits here' };
  expect(rank(ask)[0]?.hits).toEqual([find, send]);
  const recent = ['shop/find'];
  expect(rank({ ...ask, recent, inFlow: new Set(['acme', 'core']) })[0]?.hits).toEqual([send, find]);
});

it('takes no article for a difference, and puts an app with an account first among those that fit as well', () => {
  const [gmail, sendGrid] = ['Send an e-mail', 'Send e-mail'].map((title, at) =>
    hit({ connector: `mail-${at}`, operation: 'send', title, kind: 'call' }),
  );
  const found = [gmail, sendGrid].flatMap((each) => each ?? []);
  const ask = { query: 'send e-mail', found, own, recent: [], fits: () => true, title: 'Fits here' };
  expect(rank(ask)[0]?.hits).toEqual([gmail, sendGrid]);
  expect(rank({ ...ask, connected: new Set(['mail-1']) })[0]?.hits).toEqual([sendGrid, gmail]);
});

const addRow = hit({ connector: 'tables', operation: 'addRow', title: 'Add a row' });
const ofTables = [{ ...addRow, table: { id: 't', name: 'Sends' } }];
const withTables = (query: string, found: OperationHit[], connected = new Set<string>()) =>
  rank({ query, found, own, recent: [], connected, ofTables, fits: () => true, title: 'Fits here' }).map(
    ({ title }) => title,
  );

it('puts the workspace’s tables before apps that nobody here uses, and before what is merely close', () => {
  expect(withTables('send', [send])).toEqual(['Your tables', 'Fits here']);
  expect(withTables('send', [])).toEqual(['Your tables']);
  expect(withTables('sen', [filter])).toEqual(['Your tables', 'Fits here']);
  expect(withTables('send', [{ ...send, isNear: true }], new Set(['acme']))).toEqual([
    'Your tables',
    'Closest to that',
  ]);
});

it('puts them after what fits of our own or of a connected app, but for a table’s whole name', () => {
  expect(withTables('send', [send], new Set(['acme']))).toEqual(['Fits here', 'Your tables']);
  expect(withTables('sends', [send], new Set(['acme']))).toEqual(['Your tables', 'Fits here']);
});
