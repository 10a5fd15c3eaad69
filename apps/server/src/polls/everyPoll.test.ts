import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, pollDefaults, pollOf } from '@patchbay/connector';
import { expect, it } from 'vitest';
import { allBuiltIns } from '../connectors/builtIns.ts';
import { readItems } from './readItems.ts';

const APPS = join(import.meta.dirname, '../../../../packages/connectors/src/apps');

const folders = new Set(readdirSync(APPS));

function recordedOutput(app: string, operation: string): unknown {
  if (!folders.has(app)) return undefined;
  const folder = join(APPS, app, 'fixtures');
  if (!readdirSync(folder).includes(`${operation}.json`)) return undefined;
  return (JSON.parse(readFileSync(join(folder, `${operation}.json`), 'utf8')) as { output?: unknown }).output;
}

/** What nothing in it tells from another one of its kind, or what has two lists: the person says what to go by. */
const SAYS_NO_ID: ReadonlySet<string> = new Set(['sendgrid listBounces']);

/** Every list that people see, of every app: each of them can start flows with what is new in it. */
const lists = (await allBuiltIns()).flatMap(({ id, operations }) =>
  Object.entries(operations)
    .filter(([, operation]) => operation.isHidden !== true && pollOf(operation) !== undefined)
    .map(([name, operation]) => ({ name: `${id} ${name}`, operation, output: recordedOutput(id, name) }))
    .filter(({ name, operation, output }) => {
      const isList = operation.paging !== undefined || /^google-sheets readRows$/.test(name);
      return isList && !SAYS_NO_ID.has(name) && isObject(output);
    }),
);

it.each(lists)('$name starts flows with what is new, without a word about how', ({ operation, output }) => {
  const { item } = pollDefaults(operation);
  const items = readItems(output, { list: '', item, version: '' });
  expect(items.length).toBeGreaterThan(0);
  expect(new Set(items.map((one) => one.item)).size).toBe(items.length);
});

it('looks at most lists of most apps', () => {
  const apps = new Set(lists.map(({ name }) => name.split(' ')[0]));
  expect([...apps]).toEqual(expect.arrayContaining(['notion', 'airtable', 'google-sheets', 'google-drive', 'gmail']));
});
