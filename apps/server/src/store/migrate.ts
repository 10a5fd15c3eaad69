import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const serverFolder = fileURLToPath(new URL('../..', import.meta.url));
const engine = fileURLToPath(new URL('../../../../prisma/schema-engine.mjs', import.meta.url));

/** Brings the database to the newest migration. Throws with Prisma's own words when one fails. */
export async function migrate(url: string): Promise<void> {
  await prisma(['migrate', 'deploy'], { DATABASE_URL: url });
}

/** Writes the database client beside this file. Needed once after installing and after every change of the schema. */
export async function generate(): Promise<void> {
  await prisma(['generate'], {});
}

/** Whether `generate` has been run here. */
export function isGenerated(): boolean {
  return existsSync(fileURLToPath(new URL('./generated/client.ts', import.meta.url)));
}

async function prisma(argv: string[], environment: Record<string, string>): Promise<void> {
  const main = require.resolve('prisma/build/index.js');
  const child = spawn(process.execPath, [main, ...argv], {
    cwd: serverFolder,
    env: { ...engineEnvironment(), ...process.env, ...environment, CHECKPOINT_DISABLE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  throw new Error(`prisma ${argv.join(' ')} failed:\n${Buffer.concat(output).toString('utf8').trim()}`);
}

/** Prisma downloads its engine when it is installed; where that was not possible, ours in WebAssembly stands in. */
function engineEnvironment(): Record<string, string> {
  return hasNativeEngine() ? {} : { PRISMA_SCHEMA_ENGINE_BINARY: engine };
}

function hasNativeEngine(): boolean {
  try {
    const engines = createRequire(require.resolve('prisma/package.json')).resolve('@prisma/engines/package.json');
    return readdirSync(dirname(engines)).some(
      (name) => name.startsWith('schema-engine-') && existsSync(join(dirname(engines), name)),
    );
  } catch {
    return false;
  }
}
