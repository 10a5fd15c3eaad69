import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { record } from './record.ts';
import { moved, release, withVersion } from './release.ts';

const project = resolve(import.meta.dirname, '../..');
const SOURCES = 'packages/connectors/src';

/** A project with one app, Trello, as it was released. */
let root: string;
let app: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'patchbay-release-'));
  app = join(root, SOURCES, 'apps/trello');
  mkdirSync(join(root, SOURCES, 'apps'), { recursive: true });
  for (const shared of ['apps/defineApi.ts', 'apps/trello', 'values']) {
    cpSync(join(project, SOURCES, shared), join(root, SOURCES, shared), { recursive: true });
  }
  writeFileSync(join(root, SOURCES, 'earlierVersions.ts'), 'export const earlierVersions: object = {};\n');
  symlinkSync(join(project, 'packages/connectors/node_modules'), join(root, 'packages/connectors/node_modules'));
  git('init', '--quiet');
  commit();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' });
function commit(): void {
  git('add', '--', SOURCES);
  git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '--quiet', '-m', 'Release');
}

/** Writes another slice. */
function change(edit: (slice: { paths: Record<string, Record<string, Record<string, unknown>>> }) => void): void {
  const file = join(app, 'openapi.json');
  const slice = JSON.parse(readFileSync(file, 'utf8'));
  edit(slice);
  writeFileSync(file, JSON.stringify(slice));
}

const released = (from = 'HEAD') => release({ root, name: 'trello', from });
const inApp = (file: string) => readFileSync(join(app, file), 'utf8');

describe('a new version of a connector', () => {
  it('keeps what was released for the steps built with it, and counts up', async () => {
    change(({ paths }) => delete paths['/cards']?.post);
    expect((await released()).join('\n')).toMatch(/version 2 now[\s\S]*createCard is gone/);
    expect(inApp('index.ts')).toContain("version: '2'");
    expect(inApp('versions/1/index.ts')).toContain("version: '1'");
    expect(inApp('versions/1/openapi.json')).toContain('createCard');
    expect(JSON.parse(inApp('versions/1/released.json'))).toMatchObject({ version: '1' });
    expect(JSON.parse(inApp('released.json')).operations).not.toHaveProperty('createCard');
    expect(readFileSync(join(root, SOURCES, 'earlierVersions.ts'), 'utf8')).toContain("'trello@1'");
  });

  it('is not made where nothing changed that a flow could notice', async () => {
    await expect(released()).rejects.toThrow('Nothing of trello has changed');
    expect(existsSync(join(app, 'versions'))).toBe(false);
  });

  it('is not made where it has only grown: that is recorded', async () => {
    change(({ paths }) => {
      paths['/new'] = { get: { operationId: 'getNew', summary: 'Get new', responses: { 200: { description: 'ok' } } } };
    });
    await expect(released()).rejects.toThrow(/only more of it.*record trello/);
  });

  it('is not made of a commit at which it was not what was released', async () => {
    change(({ paths }) => delete paths['/cards']?.post);
    commit();
    await expect(released()).rejects.toThrow(/is not what was released.*\n.*--from COMMIT/);
    expect(existsSync(join(app, 'versions/1'))).toBe(false);
  });

  it('is made of the commit that is named', async () => {
    change(({ paths }) => delete paths['/cards']?.post);
    commit();
    await released('HEAD~1');
    expect(inApp('versions/1/openapi.json')).toContain('createCard');
  });
});

it('records no change that breaks steps, unless it is told to', async () => {
  change(({ paths }) => delete paths['/cards']?.post);
  await expect(record({ root, name: 'trello', anyway: false })).rejects.toThrow(
    /createCard is gone[\s\S]*release trello/,
  );
  await record({ root, name: 'trello', anyway: true });
  expect(JSON.parse(inApp('released.json')).operations).not.toHaveProperty('createCard');
});

it('moves imports along', () => {
  const source = "import { a } from '../defineApi.ts';\nimport b from './b.json' with {};\nawait import('../../x.ts');";
  expect(moved(source, 'index.ts')).toBe(
    "import { a } from '../../../defineApi.ts';\nimport b from './b.json' with {};\nawait import('../../../../x.ts');",
  );
  expect(moved("from '../overlay.ts'; from '../../../values/a.ts'", 'operations/a.ts')).toBe(
    "from '../overlay.ts'; from '../../../../../values/a.ts'",
  );
});

it('lists versions one after the other', () => {
  const one = withVersion('export const all = {};\n', { name: 'acme', version: '1', constant: 'acmeConnector' });
  const two = withVersion(one, { name: 'acme', version: '2', constant: 'acmeConnector' });
  expect(two.match(/'acme@[12]': async/g)).toEqual(["'acme@1': async", "'acme@2': async"]);
  expect(two.trimEnd().endsWith('};')).toBe(true);
});
