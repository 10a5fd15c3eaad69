import { assert, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { changedPart } from './changedPart.ts';

it('finds the comma where a point belongs', () => {
  expect(changedPart('ann@example.com', 'ann@example,com')).toEqual({
    start: 'ann@example',
    before: '.',
    after: ',',
    end: 'com',
  });
  expect(changedPart('yes', 'never')).toBeUndefined();
});

it('loses nothing of either text, nor cuts a sign in two', () => {
  assert(
    property(string({ unit: 'grapheme' }), string({ unit: 'grapheme' }), (before, after) => {
      const part = changedPart(before, after);
      if (part === undefined) return;
      expect(part.start + part.before + part.end).toBe(before);
      expect(part.start + part.after + part.end).toBe(after);
    }),
  );
});
