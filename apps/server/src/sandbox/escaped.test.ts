import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHILD_FLAGS } from './sandboxProcess.ts';

const fixture = fileURLToPath(new URL('./escaped.fixture.ts', import.meta.url));

/** What says no: the permission model, a module that is switched off, or something that was taken away. */
const REFUSALS = new Set([
  'ERR_ACCESS_DENIED',
  'ERR_UNKNOWN_BUILTIN_MODULE',
  'ERR_DLOPEN_DISABLED',
  'NOT_THERE',
  'TypeError',
  'EvalError',
]);

let folder: string;
let secret: string;
let lines: Record<string, unknown>[];
let connections = 0;
const server = createServer((socket) => {
  connections += 1;
  socket.destroy();
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-escaped-'));
  secret = join(folder, 'secret.json');
  await writeFile(secret, '"sesame"');
  // Anybody may read and write them: that it cannot is not the doing of the file system.
  await Promise.all([chmod(folder, 0o777), chmod(secret, 0o666)]);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const child = spawn(process.execPath, [...CHILD_FLAGS, fixture, secret, folder, String(port)], {
    env: {},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  lines = (await text(child.stdout))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

describe('code that has broken out of the interpreter', () => {
  it('is refused everything', () => {
    const attempts = lines.slice(0, -1);
    expect(attempts.length).toBeGreaterThan(45);
    expect(attempts.filter(({ refusal }) => !REFUSALS.has(String(refusal)))).toEqual([]);
  });

  it('has no environment and no right, and is no user of the system', () => {
    const user = process.getuid?.() === 0 ? 65_534 : process.getuid?.();
    expect(lines.at(-1)).toEqual({ environment: [], user, permissions: [] });
  });

  it('has left no trace', async () => {
    expect(await readdir(folder)).toEqual(['secret.json']);
    expect(await readFile(secret, 'utf8')).toBe('"sesame"');
    expect(connections).toBe(0);
  });
});
