import { expect, it } from 'vitest';
import { tryWords } from './tryWords.ts';

const names = new Map([
  ['ask', 'Ask the lead'],
  ['pay', 'Pay it back'],
]);
const step = (id: string, status: 'succeeded' | 'skipped' | 'failed') => ({ id, status });

it.each([
  [
    { status: 'succeeded', steps: [step('ask', 'succeeded'), step('pay', 'succeeded')] },
    'It ran to its end. 2 steps did their part. Nothing was sent.',
  ],
  [
    { status: 'succeeded', steps: [step('ask', 'succeeded'), step('pay', 'skipped')] },
    'It ran to its end. 1 step did its part. 1 was not needed this time. Nothing was sent.',
  ],
  [
    { status: 'failed', steps: [step('ask', 'succeeded'), step('pay', 'failed')] },
    'It stopped at “Pay it back”. Change what comes in, and try again. Nothing was sent.',
  ],
  [
    { status: 'running', steps: [step('ask', 'skipped')] },
    'It did not come to its end. Change what comes in, and try again. Nothing was sent.',
  ],
] as const)('says how a try went: %#', (tried, words) => {
  expect(tryWords(tried, names)).toBe(words);
});
