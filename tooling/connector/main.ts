import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { newConnector } from './newConnector.ts';
import { Refusal } from './refusal.ts';
import { testConnector } from './testConnector.ts';

const root = join(import.meta.dirname, '../..');
const USAGE = `Makes a connector of an app, or tests one. docs/connectors.md says how to go on.

  npm run connector -- new NAME                      with one made-up operation
  npm run connector -- new NAME --from openapi.yaml  with one operation of that description, a file
  npm run connector -- test NAME                     its tests, and what is missing

NAME: lower case letters, digits and "-", such as google-sheets.`;

try {
  process.exitCode = await answer(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

async function answer([command, name, option, file, ...more]: string[]): Promise<number> {
  if (command === 'test' && name !== undefined && option === undefined) return testConnector({ root, name });
  const isPlain = option === undefined || (option === '--from' && file !== undefined && more.length === 0);
  if (command !== 'new' || name === undefined || !isPlain) throw new Refusal(USAGE);
  const said = newConnector({ root, name, ...(file !== undefined && { from: file }) });
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const made = join(root, 'packages/connectors/src/apps', name);
  spawnSync(process.execPath, [biome, 'format', '--write', made], { cwd: root, stdio: 'ignore' });
  console.log(`\n${said.join('\n')}`);
  return 0;
}
