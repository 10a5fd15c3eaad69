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
