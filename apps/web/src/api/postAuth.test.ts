import { expect, it } from 'vitest';
import { waitWords } from './postAuth.ts';

it.each([
  [null, 'Wait a minute, then try again.'],
  ['soon', 'Wait a minute, then try again.'],
  ['30', 'Wait 30 seconds, then try again.'],
  ['300', 'Wait 5 minutes, then try again.'],
])('says for %j: %s', (retryAfter, sentence) => {
  expect(waitWords(retryAfter)).toBe(sentence);
});
