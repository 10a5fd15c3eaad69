import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const rows = readFileSync(join(root, 'docs/ux.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line));

it('names a test for each of the 25 details, and all of them are there', () => {
  expect(rows.map((row) => Number(/^\| (\d+)/.exec(row)?.[1]))).toEqual(Array.from({ length: 25 }, (_, n) => n + 1));
  const named = rows.map((row) =>
    Array.from(row.matchAll(/`([\w./-]+\.ts)` "([^"]+)"/g), ([, file = '', name = '']) => ({ file, name })),
  );
  expect(named.filter((tests) => tests.length === 0)).toEqual([]);
  const missing = named.flat().filter(({ file, name }) => !saysTest(file, name));
  expect(missing).toEqual([]);
});

function saysTest(file: string, name: string): boolean {
  try {
    return readFileSync(join(root, file), 'utf8').includes(`'${name}'`);
  } catch {
    return false;
  }
}
