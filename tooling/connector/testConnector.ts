import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixturesIn } from '../../packages/connectors/src/apps/testing/fixture.ts';
import { unreleasedIn } from '../../packages/connectors/src/apps/testing/released.ts';
import { loadConnector } from './loadConnector.ts';
import { missingIn } from './missing.ts';
import { Refusal } from './refusal.ts';

/** Runs what is tested of one connector, says in words what it lacks and what steps that are there would notice, and gives the exit code. Throws Refusal. */
export async function testConnector({ root, name }: { root: string; name: string }): Promise<number> {
  const folder = join(root, 'packages/connectors/src/apps', name);
  if (!existsSync(join(folder, 'index.ts'))) {
    throw new Refusal(`There is no connector ${name}. Make it: npm run connector -- new ${name}`);
  }
  const code = runTests({ root, name });
  const { connector } = await loadConnector(folder, name);
  const missing = missingIn(connector, {
    recorded: fixturesIn(folder).map(([, fixture]) => fixture),
    isListed: readFileSync(join(folder, '../../apps.ts'), 'utf8').includes(`'./apps/${name}/index.ts'`),
  });
  console.log(missing.length === 0 ? 'Nothing is missing.' : ['What is missing:', ...missing].join('\n  '));
  const unreleased = unreleasedIn(connector, folder);
  if (unreleased.length > 0) console.log(['What steps would notice:', ...unreleased].join('\n  '));
  return unreleased.length > 0 ? 1 : code;
}

/** Its own tests, and its part of what is tested of all connectors. */
function runTests({ root, name }: { root: string; name: string }): number {
  const files = [`apps/${name}/${name}.test.ts`, 'apps/everyLookup.test.ts', 'src/everyField.test.ts'];
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const only = ['--testNamePattern', `^(what is looked up (> )?)?${name} `];
  // Two of the files are of all connectors: what is skipped there would bury what failed here.
  const args = [vitest, 'run', '--hideSkippedTests', ...files, ...only];
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  return result.status ?? 1;
}
