import { expect, it } from 'vitest';
import { batchSentence } from './batchSentence.ts';

const batch = {
  id: 'b',
  createdAt: '2026-03-14T09:30:00.000Z',
  from: 'failed',
  newest: false,
  total: 143,
  started: 143,
  refused: 0,
  isOver: true,
  isCancelled: false,
  reasons: [],
} as const;

it('says how far runs are that are run again, and what became of them', () => {
  const say = (change: object) => batchSentence({ ...batch, reasons: [], ...change });
  expect(say({ isOver: false, started: 39, refused: 1 })).toBe('Running again: 40 of 143.');
  expect(say({})).toBe('143 runs started again.');
  expect(say({ total: 1, started: 1 })).toBe('1 run started again.');
  expect(say({ started: 40, isCancelled: true })).toBe('40 of 143 runs started again, then it was stopped.');
  const reasons = [
    { sentence: 'It is gone.', count: 2 },
    { sentence: 'It is new.', count: 1 },
  ];
  expect(say({ started: 140, refused: 3, reasons })).toBe(
    '140 of 143 runs started again. 3 could not: It is gone. And 1 more reason.',
  );
});
