import { join } from 'node:path';
import { newConnector } from './newConnector.ts';
import { format, record } from './record.ts';
import { Refusal } from './refusal.ts';
import { release } from './release.ts';
import { testConnector } from './testConnector.ts';

const root = join(import.meta.dirname, '../..');
const USAGE = `Makes a connector of an app, or tests one. docs/connectors.md says how to go on.

  npm run connector -- new NAME                      with one made-up operation
  npm run connector -- new NAME --from openapi.yaml  with one operation of that description, a file
  npm run connector -- test NAME                     its tests, what is missing, and what would break steps
  npm run connector -- record NAME                   keeps what steps notice of it, where it has only grown
  npm run connector -- release NAME                  a new version, with the one before kept for its steps
  npm run connector -- release NAME --from COMMIT    the same, where the one before is not the last commit's

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
  if (
    command === 'record' &&
    name !== undefined &&
    (option === undefined || option === '--anyway') &&
    file === undefined
  ) {
    return said(await record({ root, name, anyway: option === '--anyway' }));
  }
  if (
    command === 'release' &&
    name !== undefined &&
    (option === undefined || (option === '--from' && file !== undefined))
  ) {
    return said(await release({ root, name, from: file ?? 'HEAD' }));
  }
  const isPlain = option === undefined || (option === '--from' && file !== undefined && more.length === 0);
  if (command !== 'new' || name === undefined || !isPlain) throw new Refusal(USAGE);
  const next = newConnector({ root, name, ...(file !== undefined && { from: file }) });
  format(root, [join(root, 'packages/connectors/src/apps', name)]);
  return said(next);
}

function said(lines: readonly string[]): number {
  console.log(`\n${lines.join('\n')}`);
  return 0;
}
