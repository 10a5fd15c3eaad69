import { expect, it } from 'vitest';
import { losing, sharedWords } from './sharedWords.ts';

const members = ['Ann', 'Ben', 'Cid'].map((name) => ({ userId: name.toLowerCase(), name }));

it.each([
  ['workspace', 'ann', 'Everybody'],
  [[], 'ann', 'Only Ann'],
  [['ben'], 'ann', 'Ann and Ben'],
  [['ben', 'cid'], 'ann', 'Ann and 2 others'],
  [['ben'], 'gone', 'Only Ben'],
  [[], 'gone', 'Nobody'],
] as const)('shared with %j by %s is “%s”', (sharedWith, createdBy, words) => {
  expect(sharedWords({ sharedWith, createdBy }, members)).toBe(words);
});

it('names the flows that would wait, by who published them', () => {
  const flow = (id: string, publishedBy: string | null, stops = true) => ({ id, publishedBy, stops });
  const flows = [
    flow('own', 'ann'),
    flow('ben', 'ben'),
    flow('cid', 'cid'),
    flow('off', 'cid', false),
    flow('old', null),
  ];
  const lost = (sharedWith: 'workspace' | string[]) =>
    losing(flows, { createdBy: 'ann', sharedWith }).map(({ id }) => id);
  expect(lost('workspace')).toEqual([]);
  expect(lost(['ben'])).toEqual(['cid', 'old']);
  expect(lost([])).toEqual(['ben', 'cid', 'old']);
});
