import { expect, it } from 'vitest';
import { checklist } from './checklist.ts';

const marks = (done: Parameters<typeof checklist>[0]) =>
  checklist(done).map(({ isDone, isNext }) => (isDone ? 'done' : isNext ? 'next' : 'open'));

it('ticks what was done, and points at the first that was not', () => {
  expect(marks(['sawRun'])).toEqual(['done', 'next', 'open', 'open', 'open']);
  expect(marks(['sawRun', 'wired'])).toEqual(['done', 'next', 'done', 'open', 'open']);
});

it('points at nothing once all is done', () => {
  expect(marks(['sawRun', 'pickedApi', 'wired', 'tried', 'published'])).toEqual(Array(5).fill('done'));
});
