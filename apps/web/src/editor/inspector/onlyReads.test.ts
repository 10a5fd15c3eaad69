import type { Operation } from '@patchbay/connector';
import type { Mapping } from '@patchbay/expression';
import type { FlowDocument, StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { onlyReads } from './onlyReads.ts';

const operations: Record<string, Partial<Operation>> = {
  hook: { kind: 'trigger', effect: 'none' },
  list: { kind: 'call', effect: 'read', needsConnection: true },
  send: { kind: 'call', effect: 'send', needsConnection: true },
  set: { kind: 'pure', effect: 'none' },
  wait: { kind: 'wait', effect: 'none' },
};
const catalog = { find: ({ operation }: { operation: string }) => operations[operation] as Operation | undefined };

type Drawn = { uses: string; connection?: string; from?: string };

/** Steps one after the other; `from`: a field takes its value from that step. */
function flowOf(drawn: Record<string, Drawn>): FlowDocument {
  const ids = Object.keys(drawn);
  const value = (from: string): Mapping => ({ kind: 'reference', step: from, path: ['id'] }) as unknown as Mapping;
  const steps = Object.entries(drawn).map(([id, { uses, connection, from }]) => [
    id,
    {
      id,
      name: id,
      uses: { connector: 'shop', version: '1', operation: uses },
      inputs: from === undefined ? {} : { id: value(from) },
      ...(connection !== undefined && { connection }),
    },
  ]);
  const edges = ids.slice(1).map((to, at) => [`e${at}`, { id: `e${at}`, from: ids[at], outlet: 'next', to }]);
  return { steps: Object.fromEntries(steps), edges: Object.fromEntries(edges), notes: {} } as unknown as FlowDocument;
}

const hook = { uses: 'hook' };
const list = { uses: 'list', connection: 'c1' };

it.each<[string, boolean, Record<string, Drawn>]>([
  ['a list with an account', true, { hook, last: list }],
  ['a list whose account nobody chose', false, { hook, last: { uses: 'list' } }],
  ['what takes its value from what was read', true, { hook, one: list, last: { ...list, from: 'one' } }],
  ['what takes its value from an example', false, { hook, last: { ...list, from: 'hook' } }],
  ['what comes after values that were put together', true, { hook, one: { uses: 'set' }, last: list }],
  ['what comes after a message', false, { hook, one: { uses: 'send', connection: 'c1' }, last: list }],
  ['what comes after a wait', false, { hook, one: { uses: 'wait' }, last: list }],
  ['what works on what was read', true, { hook, one: list, last: { uses: 'set', from: 'one' } }],
  ['what works on an example', false, { hook, last: { uses: 'set', from: 'hook' } }],
  ['a message', false, { hook, last: { uses: 'send', connection: 'c1' } }],
])('%s: for real %s', (_, isForReal, drawn) => {
  expect(onlyReads(flowOf(drawn), 'last' as StepId, catalog)).toBe(isForReal);
});
