import { expect, it } from 'vitest';
import { sizeWords } from './fileWords.ts';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 KB'],
  [1_234, '1.2 KB'],
  [48_213, '48 KB'],
  [2_500_000, '2.5 MB'],
  [100_000_000, '100 MB'],
  [7_000_000_000_000, '7000 GB'],
])('says %d as %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});
