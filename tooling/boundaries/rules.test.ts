import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { cruiseTree } from './cruiseTree.ts';
import { rules } from './rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'patchbay-boundaries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One planted violation for each rule: the file that breaks it, and what it imports. */
const planted: Record<string, { file: string; imports: string; also?: Record<string, string> }> = {
  'no-cycles': {
    file: 'packages/flow/src/a.ts',
    imports: './b.ts',
    also: { 'packages/flow/src/b.ts': "import { x } from './a.ts';\nexport const y = x;" },
  },
  'words-stand-alone': { file: 'packages/words/src/a.ts', imports: '../../flow/src/target.ts' },
  'expression-knows-words-only': { file: 'packages/expression/src/a.ts', imports: '../../flow/src/target.ts' },
  'flow-knows-expression-only': { file: 'packages/flow/src/a.ts', imports: '../../connector/src/target.ts' },
  'connector-knows-words-only': { file: 'packages/connector/src/a.ts', imports: '../../flow/src/target.ts' },
  'connectors-use-the-sdk-and-read-descriptions-only': {
    file: 'packages/connectors/src/a.ts',
    imports: '../../flow/src/target.ts',
  },
  'openapi-uses-the-sdk-only': { file: 'packages/openapi/src/a.ts', imports: '../../flow/src/target.ts' },
  'execution-knows-the-languages-only': {
    file: 'packages/execution/src/a.ts',
    imports: '../../connectors/src/target.ts',
  },
  'packages-never-reach-apps': { file: 'packages/flow/src/a.ts', imports: '../../../apps/server/src/target.ts' },
  'pure-packages-know-no-node': { file: 'packages/execution/src/a.ts', imports: 'node:fs' },
  'commands-and-document-know-no-screen': { file: 'apps/web/src/editor/commands/a.ts', imports: 'react' },
  'only-the-canvas-knows-react-flow': { file: 'apps/web/src/editor/inspector/a.ts', imports: '@xyflow/react' },
  'only-the-store-knows-the-database': { file: 'apps/server/src/flows/a.ts', imports: 'pg' },
  'only-egress-reaches-out': { file: 'apps/server/src/worker/a.ts', imports: 'undici' },
  'only-egress-opens-sockets': { file: 'apps/server/src/worker/a.ts', imports: 'node:https' },
  'only-mail-speaks-smtp-and-imap': { file: 'apps/server/src/worker/a.ts', imports: 'nodemailer' },
  'web-imports-server-types-only': { file: 'apps/web/src/api/a.ts', imports: '../../../server/src/target.ts' },
  'use-cases-know-no-transport': { file: 'apps/server/src/flows/a.ts', imports: '../api/target.ts' },
  'policies-know-no-database': { file: 'apps/server/src/policies/a.ts', imports: '../store/target.ts' },
  'ui-knows-no-domain': { file: 'apps/web/src/ui/a.ts', imports: '../screens/target.ts' },
  'journeys-are-black-box': { file: 'e2e/a.ts', imports: '../apps/web/src/screens/target.ts' },
};

const TARGETS = [
  ...['flow', 'connector', 'connectors'].map((name) => `packages/${name}/src/target.ts`),
  ...['', 'api/', 'store/'].map((name) => `apps/server/src/${name}target.ts`),
  'apps/web/src/screens/target.ts',
];

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function plant(name: string): string {
  const root = join(folder, name);
  for (const file of TARGETS) write(root, file, 'export const x = 1;');
  for (const name of ['react', '@xyflow/react', 'pg', 'undici', 'nodemailer']) {
    write(root, `node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(root, `node_modules/${name}/index.js`, 'module.exports = {};');
  }
  const { file, imports, also = {} } = planted[name] ?? { file: 'none.ts', imports: 'none' };
  write(root, file, `import * as x from '${imports}';\nexport { x };`);
  for (const [path, text] of Object.entries(also)) write(root, path, text);
  return root;
}

it('has a planted violation for every rule', () => {
  expect(Object.keys(planted).sort()).toEqual(rules.map(({ name }) => name).sort());
});

it.each(rules.map(({ name }) => name))('catches what %s forbids', async (name) => {
  const { violations } = await cruiseTree(
    plant(name ?? ''),
    ['apps', 'packages', 'e2e'].filter((f) => f !== 'e2e' || name === 'journeys-are-black-box'),
  );
  expect(violations.map(({ rule }) => rule.name)).toContain(name);
});

it('finds nothing wrong in a tree that keeps the rules', async () => {
  const root = join(folder, 'clean');
  for (const file of TARGETS) write(root, file, 'export const x = 1;');
  await expect(cruiseTree(root, ['apps', 'packages'])).resolves.toEqual({ modules: TARGETS.length, violations: [] });
});
