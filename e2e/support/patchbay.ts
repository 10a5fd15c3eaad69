import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Patchbay as `npm start` runs it, in a home of its own under the temporary folder. */
export type Patchbay = {
  url: string;
  home: string;
  /** What it printed so far. */
  output(): string;
  /** SIGKILL to the server alone, as a crash would. */
  kill(): Promise<void>;
  /** SIGTERM; the code it exits with. The home stays. */
  end(): Promise<number | null>;
  /** Starts it again on the same home and port, after `kill` or `end`. */
  restart(): Promise<void>;
  /** SIGTERM, and the home is removed. */
  stop(): Promise<void>;
};

export async function startPatchbay(settings: Record<string, string> = {}): Promise<Patchbay> {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-e2e-'));
  let { child, url, output } = await launch({ home, settings: { PORT: '3950', ...settings } });
  const port = new URL(url).port;
  return {
    get url() {
      return url;
    },
    home,
    output: () => output(),
    async kill() {
      await ended(child, 'SIGKILL');
    },
    end: () => ended(child, 'SIGTERM'),
    async restart() {
      ({ child, url, output } = await launch({ home, settings: { ...settings, PORT: port } }));
    },
    async stop() {
      await ended(child, 'SIGTERM');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A start that is meant to fail: waits until it has ended by itself. */
export async function failToStart(settings: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-e2e-'));
  const child = spawnServer({ home, settings: { PORT: '3950', ...settings } });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  rmSync(home, { recursive: true, force: true });
  return { code, output };
}

type Launch = { child: ChildProcess; url: string; output: () => string };

function spawnServer({ home, settings }: { home: string; settings: Record<string, string> }): ChildProcess {
  const node = join(root, 'node_modules', 'node', 'bin', 'node');
  return spawn(node, ['--disallow-code-generation-from-strings', join(root, 'apps/server/src/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: '',
      PATCHBAY_HOME: home,
      PATCHBAY_ALLOW_NETWORKS: '127.0.0.0/8',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function launch(options: { home: string; settings: Record<string, string> }): Promise<Launch> {
  const child = spawnServer(options);
  let text = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const url = /ready at (http:\/\/\S+)/.exec(text)?.[1];
      if (url !== undefined) resolve({ child, url: url.replace(/[.,/]+$/, ''), output: () => text });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('exit', (code) => reject(new Error(`The server ended with ${code} before it was ready:\n${text}`)));
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}
