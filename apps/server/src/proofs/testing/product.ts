import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../main.ts', import.meta.url));

/** What became of a request: what was answered, or why it was refused. */
export type Answered<Data> =
  | { ok: true; data: Data }
  | { ok: false; status: number; code: string; message: string; details?: unknown };

/** Patchbay as it is started, in a process of its own. */
export type Product = { url: string; pid: number; log(): string; stop(): Promise<void> };

/** Starts `main.ts`, or another file that does what it does, and waits until it takes requests. */
export async function startProduct(environment: Record<string, string>, file = main): Promise<Product> {
  const child = spawn(process.execPath, ['--disallow-code-generation-from-strings', file], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // It ends with whoever started it, however that ends.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  let log = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      log += chunk.toString();
      const [, ready] = /is ready at (\S+)/.exec(log) ?? [];
      if (ready !== undefined) resolve(ready);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`Patchbay did not start: ${log}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    log: () => log,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Somebody who has signed up, and what they ask of the API. */
export class Person {
  readonly #url: string;
  cookie = '';
  workspaceId = '';

  constructor(url: string) {
    this.#url = url;
  }

  async signUp(email: string, more: { password?: string; ticket?: string } = {}): Promise<void> {
    const wish = { name: 'Ada', email, password: 'correct horse battery staple', ...more };
    const answer = await this.post('/api/auth/sign-up/email', wish);
    this.cookie = cookieOf(answer);
    const { workspaces } = await this.query<{ workspaces: { id: string }[] }>('session.get');
    this.workspaceId = workspaces[0]?.id ?? '';
  }

  /** Asks for a change and says what became of it. */
  async ask<Data>(procedure: string, input: object): Promise<Answered<Data>> {
    return read<Data>(await this.post(`/api/trpc/${procedure}`, { workspaceId: this.workspaceId, ...input }));
  }

  /** The same for what must not be refused. */
  async call<Data>(procedure: string, input: object): Promise<Data> {
    return dataOf(procedure, await this.ask<Data>(procedure, input));
  }

  async look<Data>(procedure: string, input: object = {}): Promise<Answered<Data>> {
    const asked = encodeURIComponent(JSON.stringify({ workspaceId: this.workspaceId, ...input }));
    return read<Data>(await this.get(`/api/trpc/${procedure}?input=${asked}`));
  }

  async query<Data>(procedure: string, input: object = {}): Promise<Data> {
    return dataOf(procedure, await this.look<Data>(procedure, input));
  }

  get(path: string): Promise<Response> {
    return fetch(this.#url + path, { headers: { cookie: this.cookie }, redirect: 'manual' });
  }

  post(path: string, body: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json', origin: this.#url, cookie: this.cookie };
    return fetch(this.#url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** Draws a flow and publishes it; gives it with the address of its webhook, where it has one. */
  async publish(document: object): Promise<{ flowId: string; hook: string }> {
    const { id: flowId } = await this.call<{ id: string }>('flow.create', { document });
    const { draft } = await this.query<{ draft: { revision: number } }>('flow.get', { flowId });
    await this.call('flow.publish', { flowId, revision: draft.revision, activate: true });
    const { hooks } = await this.query<{ hooks: { url: string }[] }>('flow.get', { flowId });
    return { flowId, hook: this.#url + new URL(hooks[0]?.url ?? this.#url).pathname };
  }

  /** Tries a flow for real, and gives what each of its steps came to once it goes no further. */
  async try(document: object, payload: unknown = {}): Promise<Tried> {
    const { id: flowId } = await this.call<{ id: string }>('flow.create', {});
    const { runId } = await this.call<{ runId: string }>('run.try', { flowId, document, mode: 'live', payload });
    return this.atRest(runId);
  }

  async atRest(runId: string): Promise<Tried> {
    for (;;) {
      const { run, events } = await this.query<Omit<Tried, 'runId'>>('run.get', { runId });
      if (run.status !== 'running') return { runId, run, events };
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }
}

/** A run as the API shows it, as far as proofs read it. */
export type Tried = { runId: string; run: { status: string }; events: readonly Event[] };

type Event = {
  type: string;
  path?: string;
  output?: unknown;
  failure?: { code: string; message: string; retry: string };
};

/** What a step gave; undefined where it did not come to its end. */
export function outputOf({ events }: Pick<Tried, 'events'>, path: string): unknown {
  return events.find((event) => event.type === 'step.succeeded' && event.path === path)?.output;
}

/** Why a step failed at last. */
export function failureOf({ events }: Pick<Tried, 'events'>, path: string): Event['failure'] {
  return events.findLast((event) => event.type === 'step.failed' && event.path === path)?.failure;
}

/** What a browser sends back from now on. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function read<Data>(answer: Response): Promise<Answered<Data>> {
  const body = JSON.parse(await answer.text());
  if (answer.ok) return { ok: true, data: body.result.data };
  const app = body.error?.data?.app ?? body;
  return { ok: false, status: answer.status, code: app.code, message: app.message, details: app.details };
}

function dataOf<Data>(procedure: string, answered: Answered<Data>): Data {
  if (answered.ok) return answered.data;
  throw new Error(`${procedure} was refused: ${JSON.stringify(answered)}`);
}
