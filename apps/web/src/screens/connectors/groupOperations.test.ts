import { expect, test } from 'vitest';
import { groupOperations } from './groupOperations.ts';

const row = (name: string, group: string | undefined, kind: 'call' | 'trigger' = 'call') => ({
  name,
  kind,
  ...(group !== undefined && { group }),
});
const titles = (...rows: ReturnType<typeof row>[]) =>
  groupOperations(rows).map(({ title, operations }) => [title, ...operations.map(({ name }) => name)].join(' '));

test('puts what starts a flow first, and what has no group last', () => {
  expect(titles(row('a', undefined), row('b', 'Messages'), row('c', 'Users', 'trigger'), row('d', 'Messages'))).toEqual(
    ['Starts a flow c', 'Messages b d', 'Other steps a'],
  );
});

test('calls them steps where there are no groups', () => {
  expect(titles(row('a', undefined), row('b', undefined))).toEqual(['Steps a b']);
});
