import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FlowDocument } from '@patchbay/flow';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** A whole Patchbay process, as it is started on a machine. */
export type Machine = { url: string; stop(): Promise<void> };

/** Starts one process for each list of services, all on one database, and waits until all are ready. */
export async function startMachines(databaseUrl: string, services: readonly string[], firstPort: number) {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-machines-'));
  const started = await Promise.all(
    services.map((list, number) => {
      const env = {
        ...process.env,
        DATABASE_URL: databaseUrl,
        PORT: String(firstPort + number * 10),
        PATCHBAY_HOME: join(folder, String(number)),
        PATCHBAY_KEY: '11'.repeat(32),
        PATCHBAY_ALLOW_NETWORKS: '127.0.0.0/8',
      };
      return startMachine([`--services=${list}`], env);
    }),
  );
  return {
    machines: started,
    stop: async () => {
      await Promise.all(started.map((machine) => machine.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startMachine(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<Machine> {
  const child = spawn(process.execPath, ['--disallow-code-generation-from-strings', main, ...argv], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const url = await readyAt(child);
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function readyAt(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('It has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /ready at (\S+)$/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('The process ended before it was ready.');
}

/** Somebody signed in at a process with the API. */
export class Browser {
  readonly #url: string;
  #cookie = '';
  workspaceId = '';

  constructor(url: string) {
    this.#url = url;
  }

  async signUp(): Promise<void> {
    const person = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery staple' };
    const answer = await this.#post('/api/auth/sign-up/email', person);
    this.#cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    const { workspaces } = await this.query<{ workspaces: { id: string }[] }>('session.get');
    this.workspaceId = workspaces[0]?.id ?? '';
  }

  /** Publishes and switches on; gives the path of its first address. */
  async publish(document: FlowDocument): Promise<{ flowId: string; path: string }> {
    const { id: flowId } = await this.call<{ id: string }>('flow.create', { workspaceId: this.workspaceId, document });
    await this.call('flow.publish', { flowId, revision: 0, activate: true });
    const { hooks } = await this.query<{ hooks: { url: string }[] }>('flow.get', { flowId });
    return { flowId, path: hooks[0] === undefined ? '' : new URL(hooks[0].url).pathname };
  }

  async call<Answer>(procedure: string, input: unknown): Promise<Answer> {
    return read(procedure, await this.#post(`/api/trpc/${procedure}`, input));
  }

  async query<Answer>(procedure: string, input?: unknown): Promise<Answer> {
    return read(procedure, await this.#get(procedure, input, {}));
  }

  /** What a subscription sends, until the returned generator is returned from. */
  async *subscribe<News>(procedure: string, input: unknown): AsyncGenerator<News> {
    const over = new AbortController();
    const answer = await this.#get(procedure, input, { headers: { accept: 'text/event-stream' }, signal: over.signal });
    let text = '';
    try {
      for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        // The first thing sent is about the connection itself.
        const news = lines.filter(
          (line) => line.startsWith('data: {"') && !line.includes('reconnectAfterInactivityMs'),
        );
        for (const line of news) yield JSON.parse(line.slice(6));
      }
    } finally {
      over.abort();
    }
  }

  #get(procedure: string, input: unknown, options: RequestInit): Promise<Response> {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const about = { ...options, headers: { cookie: this.#cookie, ...options.headers } };
    return fetch(`${this.#url}/api/trpc/${procedure}${query}`, about);
  }

  #post(path: string, body: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json', origin: this.#url, cookie: this.#cookie };
    return fetch(this.#url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  }
}

async function read<Answer>(procedure: string, answer: Response): Promise<Answer> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${procedure} answered ${answer.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text).result.data;
}
