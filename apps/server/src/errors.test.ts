import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { AppError, appErrors } from './errors.ts';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');

/** The lines of the table in docs/errors.md. */
const documented = page.split('\n').flatMap((line) => {
  const [, code, transportCode, sentence] = /^\| `(\w+)` \| (\w+) \| (.+?) \|/.exec(line) ?? [];
  return code === undefined ? [] : [{ code, transportCode, sentence }];
});

it('documents every error, and no other', () => {
  expect(documented).toEqual(appErrors);
});

it('says in every sentence something a person can read', () => {
  for (const { sentence } of appErrors) expect(sentence).toMatch(/^[A-Z][^_{}<>]+\.$/);
});

it('adds a reason to the sentence and keeps the cause', () => {
  const cause = new Error('underneath');
  const error = new AppError('link_unreachable', { reason: 'It answered with status 500.', cause });
  expect(error.message).toBe('The link could not be opened. It answered with status 500.');
  expect(error.cause).toBe(cause);
});
