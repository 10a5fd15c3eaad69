import { expect, it } from 'vitest';
import { errorWords, gistWords } from './gistWords.ts';

it('says what started a run as it was kept, and of a schedule when', () => {
  expect(gistWords({ gist: 'Ana Lima · 240.00' })).toBe('Ana Lima · 240.00');
  expect(gistWords({ gist: '2026-11-23 08:00' })).toBe('Schedule of Mon 23 Nov, 08:00');
  expect(gistWords({ gist: null })).toBeUndefined();
});

it('says which step failed, and why', () => {
  expect(errorWords({ error: 'It was refused.', erred: { step: 'Send e-mail' } })).toBe(
    '“Send e-mail”: It was refused.',
  );
  expect(errorWords({ error: 'It was refused.' })).toBe('It was refused.');
  expect(errorWords({ error: null })).toBeUndefined();
});
