import { expect, it } from 'vitest';
import { changeFilters } from './changeFilters.ts';
import { type ChangeRow, changeWords } from './changeWords.ts';

const change: Omit<ChangeRow, 'kind'> = {
  id: '1',
  at: '2026-11-22T20:00:00.000Z',
  who: 'Ada',
  subject: 'bob@example.com',
  subjectId: null,
  detail: 'viewer',
  isUncertain: false,
};

it.each([
  ['member.invited', 'invited bob@example.com as viewer'],
  ['member.role', 'made bob@example.com viewer'],
  ['member.left', 'left the workspace'],
] as const)('says what %s means', (kind, sentence) => {
  expect(changeWords({ ...change, kind })).toBe(sentence);
});

it('reads the filters of the address that it knows', () => {
  expect(changeFilters({ q: ' ', about: 'flows' })).toEqual({ q: undefined, about: 'flows' });
  expect(changeFilters({ about: 'weather' })).toEqual({ q: undefined, about: undefined });
});

it('says of one that was begun only that nobody knows more', () => {
  expect(changeWords({ ...change, kind: 'member.removed', isUncertain: true })).toBe(
    'began this, and Patchbay stopped before it was known whether it was done: removed bob@example.com',
  );
});
