import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export type CliAnswer = { code: number | null; out: string; err: string };

/** `npm run cli -- ...` on a home, as a script would call it. */
export function cli(home: string, ...args: string[]): Promise<CliAnswer> {
  const child = spawn(process.execPath, [join(root, 'tooling/bootstrap/cli.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', PATCHBAY_HOME: home, PATCHBAY_ALLOW_NETWORKS: '127.0.0.0/8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
