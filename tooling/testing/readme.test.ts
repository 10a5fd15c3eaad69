import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The lines of the table of promises. */
const promises = readme
  .slice(readme.indexOf('## What it keeps'), readme.indexOf('Stated limits'))
  .split('\n')
  .filter((line) => /^\| (?!Promise)[^-]/.test(line));

const pathsIn = (line: string): string[] =>
  Array.from(line.matchAll(/`([\w./*{},-]+\/[\w./*{},-]+)`/g), ([, path = '']) => path);

it('shows what proves each promise, and all of that is there', () => {
  expect(promises.length).toBeGreaterThan(20);
  const unproved = promises.filter((line) => pathsIn(line).length === 0);
  const missing = promises.flatMap(pathsIn).filter((path) => globSync(path, { cwd: root }).length === 0);
  expect({ unproved, missing }).toEqual({ unproved: [], missing: [] });
});

it('states the promises P1 to P12', () => {
  const numbers = promises.flatMap((line) => /^\| \*\*(P\d+)\*\*/.exec(line)?.[1] ?? []);
  expect(numbers).toEqual(Array.from({ length: 12 }, (_, n) => `P${n + 1}`));
});
