import { expect, it } from 'vitest';
import { eventCount, progressWords } from './waitingWords.ts';

it('counts events', () => {
  expect([eventCount(1), eventCount(143, 'waiting'), eventCount(1, 'waiting'), eventCount(10_000)]).toEqual([
    '1 event',
    '143 waiting events',
    '1 waiting event',
    '10,000 or more events',
  ]);
});

it('says how far it is, and nothing once all are dealt with', () => {
  const resuming = { total: 143, done: 60, isDropping: false };
  expect(progressWords(resuming, 83)).toBe('Processing 143 waiting events: 60 done.');
  expect(progressWords({ ...resuming, isDropping: true }, 83)).toBe('Dropping 143 waiting events: 60 done.');
  expect(progressWords({ ...resuming, done: 143 }, 1)).toBeUndefined();
  expect(progressWords(resuming, 0)).toBeUndefined();
});
