import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listed } from './listed.ts';
import { newConnector } from './newConnector.ts';

const project = resolve(import.meta.dirname, '../..');
const SOURCES = 'packages/connectors/src';

/** The part of the project that a connector stands in: what all of them share, and no app. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'patchbay-connector-'));
  mkdirSync(join(root, SOURCES, 'apps'), { recursive: true });
  for (const shared of [
    'apps/testing',
    'apps/defineApi.ts',
    'apps/trello',
    'apps.ts',
    'builtInConnectors.ts',
    'core',
  ]) {
    cpSync(join(project, SOURCES, shared), join(root, SOURCES, shared), { recursive: true });
  }
  symlinkSync(join(project, 'packages/connectors/node_modules'), join(root, 'packages/connectors/node_modules'));
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const made = (name: string, file: string) => readFileSync(join(root, SOURCES, 'apps', name, file), 'utf8');

/** Whether the new connector's own test passes, and what it said. */
function tested(name: string): { passes: boolean; said: string } {
  const vitest = pathToFileURL(join(project, 'node_modules/vitest/vitest.mjs')).pathname;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vitest, 'run', '--root', root, `apps/${name}/${name}.test.ts`],
    { cwd: root, encoding: 'utf8', env: { ...process.env, VITEST: undefined, NO_COLOR: '1' } },
  );
  return { passes: status === 0, said: `${stdout}${stderr}` };
}

const description = {
  openapi: '3.0.3',
  info: { title: 'Acme', version: '7' },
  servers: [{ url: 'https://api.acme.example/v7' }],
  paths: {
    '/lamps/{id}': { get: { summary: 'Get a lamp', parameters: [], responses: {} } },
    '/lamps': {
      post: { summary: 'Add a lamp', responses: {} },
      get: {
        operationId: 'listLamps',
        summary: 'List lamps',
        description: 'Every lamp there is',
        responses: {
          200: {
            description: 'Fine.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Lamps' } } },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Lamps: { type: 'array', items: { $ref: '#/components/schemas/Lamp' } },
      Lamp: { type: 'object', properties: { id: { type: 'string' }, in: { $ref: '#/components/schemas/Lamps' } } },
      Unused: { type: 'string' },
    },
  },
};

describe('a new connector', () => {
  it('is listed, has an operation that works, and its test passes', () => {
    const said = newConnector({ root, name: 'acme-crm' });
    expect(said.join('\n')).toContain('npm run connector -- test acme-crm');
    const list = readFileSync(join(root, SOURCES, 'apps.ts'), 'utf8');
    expect(list).toContain("  'acme-crm': async () => (await import('./apps/acme-crm/index.ts')).acmeCrmConnector,");
    const { passes, said: told } = tested('acme-crm');
    expect({ passes, told }).toEqual({ passes: true, told: expect.stringContaining('passed') });
  });

  it('takes the simplest operation that reads of a description, with all it refers to', () => {
    const file = join(root, 'acme.json');
    writeFileSync(file, JSON.stringify(description));
    newConnector({ root, name: 'acme', from: file });
    const slice = JSON.parse(made('acme', 'openapi.json'));
    expect(Object.keys(slice.paths)).toEqual(['/lamps']);
    expect(Object.keys(slice.paths['/lamps'])).toEqual(['get']);
    expect(Object.keys(slice.components.schemas)).toEqual(['Lamps', 'Lamp']);
    // What the description says of signing in is left to it.
    expect(made('acme', 'overlay.ts')).not.toContain('auth');
    expect(JSON.parse(made('acme', 'fixtures/listLamps.json'))).toMatchObject({
      operation: 'listLamps',
      exchanges: [{ request: { method: 'GET', url: 'https://api.acme.example/v7/lamps' } }],
    });
    const { passes, said } = tested('acme');
    expect({ passes, said }).toEqual({ passes: true, said: expect.stringContaining('passed') });
  });

  it.each(['Acme', 'acme crm', '-acme', 'acme--crm', '../acme', '4me', ''])('may not be called "%s"', (name) => {
    expect(() => newConnector({ root, name })).toThrow(/no plain name/);
  });

  it.each(['trello', 'core', 'slack'])('may not be called %s, as another one is', (name) => {
    expect(() => newConnector({ root, name })).toThrow(/already/);
  });

  it.each([
    ['https://example.com/openapi.json', /Download the description first/],
    ['nowhere.json', /no file nowhere\.json/],
    [join(project, 'package.json'), /description/],
  ])('is not made from %s, and leaves nothing behind', (from, why) => {
    expect(() => newConnector({ root, name: 'acme', from })).toThrow(why);
    expect(existsSync(join(root, SOURCES, 'apps/acme'))).toBe(false);
  });
});

it.each(['acme', 'acme-crm'])('lists %s after the others', (name) => {
  const source = readFileSync(join(project, SOURCES, 'apps.ts'), 'utf8');
  const lines = listed(source, { name, constant: 'acmeConnector' }).split('\n');
  const key = name === 'acme' ? 'acme' : "'acme-crm'";
  expect(lines[lines.indexOf('};') - 1]).toBe(
    `  ${key}: async () => (await import('./apps/${name}/index.ts')).acmeConnector,`,
  );
});
