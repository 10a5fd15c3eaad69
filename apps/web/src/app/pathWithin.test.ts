import { expect, test } from 'vitest';
import { pathWithin } from './pathWithin.ts';

test.each(['/runs', '/flows/f1?step=ask#top', '/'])('goes back to %s', (path) => {
  expect(pathWithin(path)).toBe(path);
});

test.each([
  undefined,
  '',
  'runs',
  '//evil.example',
  '/\\evil.example',
  '/\t\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  '//here.invalid',
  'https://evil.example',
  'javascript:alert(1)',
])('goes to the first page instead of %j', (path) => {
  expect(pathWithin(path)).toBe('/');
});
