import { expect, test } from 'vitest';
import { markOf } from './brandMarks.ts';

test.each(['stripe', 'Stripe', 'google-sheets', 'googleSheets', 'openai_compatible'])('has a mark for %s', (name) => {
  expect(markOf(name)).toBeDefined();
});

test.each(['acme', '', 'constructor', '__proto__'])('has none for %j', (name) => {
  expect(markOf(name)).toBeUndefined();
});
