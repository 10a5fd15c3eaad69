import { join } from 'node:path';
import type { Connector } from '@patchbay/connector';
import { describe, expect, it } from 'vitest';
import { everyConnector } from '../apps.ts';
import { earlierVersions } from '../earlierVersions.ts';
import { folderOf, releasedIn, unreleasedIn } from './testing/released.ts';
import { shapeOf } from './testing/shape.ts';
import { shapeChanges } from './testing/shapeChanges.ts';

const all = (await everyConnector())
  .filter(({ operations }) => Object.keys(operations).length > 0)
  .map((connector) => [connector.id, connector] as const);
const earlier = await Promise.all(
  Object.entries(earlierVersions).map(async ([key, read]): Promise<[string, Connector]> => [key, await read()]),
);

describe('what was released', () => {
  it.each(all)('of %s is what steps find', (id, connector) => {
    expect(unreleasedIn(connector, folderOf(id))).toEqual([]);
  });

  it.each(earlier)('as %s never changes', (key, connector) => {
    const folder = join(folderOf(connector.id), 'versions', connector.version);
    expect(`${connector.id}@${connector.version}`).toBe(key);
    expect(shapeOf(connector)).toEqual(releasedIn(folder));
  });
});

const base = {
  version: '1',
  operations: {
    pay: {
      sends: 'POST /pay',
      headers: { version: '2022' },
      takes: { amount: 'integer, required', how: 'one of "card" "cash"', note: 'string' },
      gives: { id: 'string', state: 'one of "open" "paid"' },
    },
  },
};

type Pay = (typeof base)['operations']['pay'];
const changed = (change: Partial<Record<keyof Pay, object | string>>) =>
  shapeChanges(base, { version: '1', operations: { pay: { ...base.operations.pay, ...(change as object) } } });

it.each<[string, Partial<Record<keyof Pay, object | string>>]>([
  ['no longer takes note', { takes: { amount: 'integer, required', how: 'one of "card" "cash"' } }],
  ['requires the new to', { takes: { ...base.operations.pay.takes, to: 'string, required' } }],
  [
    'takes note as string, required instead of string',
    { takes: { ...base.operations.pay.takes, note: 'string, required' } },
  ],
  ['takes how as one of "card" instead of', { takes: { ...base.operations.pay.takes, how: 'one of "card"' } }],
  ['no longer gives id', { gives: { state: 'one of "open" "paid"' } }],
  ['gives id as integer instead of string', { gives: { ...base.operations.pay.gives, id: 'integer' } }],
  ['is sent as POST /v2/pay instead of POST /pay', { sends: 'POST /v2/pay' }],
  ['is sent with {"version":"2025"} instead of {"version":"2022"}', { headers: { version: '2025' } }],
])('breaks steps: it %s', (words, change) => {
  expect(changed(change)).toEqual([{ operation: 'pay', words: expect.stringContaining(words), breaks: true }]);
});

it.each<[string, Partial<Record<keyof Pay, object | string>>]>([
  ['takes to as well', { takes: { ...base.operations.pay.takes, to: 'string' } }],
  [
    'takes amount as integer instead of integer, required',
    { takes: { ...base.operations.pay.takes, amount: 'integer' } },
  ],
  ['takes how as', { takes: { ...base.operations.pay.takes, how: 'one of "card" "cash" "post"' } }],
  ['gives at as well', { gives: { ...base.operations.pay.gives, at: 'string' } }],
  ['gives state as', { gives: { ...base.operations.pay.gives, state: 'one of "open"' } }],
])('breaks nothing: it %s', (words, change) => {
  expect(changed(change)).toEqual([{ operation: 'pay', words: expect.stringContaining(words), breaks: false }]);
});

it('notices that an operation is gone, or new', () => {
  const none = { version: '1', operations: {} };
  expect(shapeChanges(base, none)).toEqual([{ operation: 'pay', words: 'is gone', breaks: true }]);
  expect(shapeChanges(none, base)).toEqual([{ operation: 'pay', words: 'is new', breaks: false }]);
});

it('does not break steps by what stands in something new that may be left out', () => {
  const files = { 'files[].name': 'string, required', files: 'array' };
  const { takes } = base.operations.pay;
  expect(changed({ takes: { ...takes, ...files } }).filter(({ breaks }) => breaks)).toEqual([]);
  const wanted = changed({ takes: { ...takes, ...files, files: 'array, required' } });
  expect(wanted.filter(({ breaks }) => breaks)).toHaveLength(2);
});
