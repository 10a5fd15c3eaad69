import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Canaries } from './canary.ts';

const main = new URL('../../main.ts', import.meta.url).pathname;

export type WatchedOptions = { databaseUrl: string; home: string; smtpPort: number; canaries: Canaries };

/**
 * Patchbay as it is started, telling its log all there is, and a person in a browser. All that it says to anybody is kept
 * by what it is, for somebody to search.
 */
export async function startWatched(options: WatchedOptions) {
  const seen = new Map<string, string[]>();
  const saw = (where: string, text: string) => {
    seen.set(where, [...(seen.get(where) ?? []), text]);
    return text;
  };
  const environment = await environmentOf(options);
  const url = `http://127.0.0.1:${environment.PORT}`;
  const stop = await startServer(environment, (text) => saw('log', text));
  const { canaries } = options;
  let cookie = '';

  async function post(path: string, body: unknown): Promise<unknown> {
    const headers = { 'content-type': 'application/json', origin: url, cookie };
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    const given = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    if (given.length > 0 && cookie === '') {
      cookie = given.join('; ');
      canaries.addSession(decodeURIComponent(cookie.split('=').slice(1).join('=')));
    }
    const text = await answer.text();
    // Whoever signs in is given their session.
    if (!path.startsWith('/api/auth/sign-')) saw(`POST ${path}`, `${text} ${headersOf(answer)}`);
    return parsed(text);
  }

  async function get(path: string): Promise<unknown> {
    const answer = await fetch(url + path, { headers: { cookie }, redirect: 'manual' });
    const text = await answer.text();
    saw(`GET ${path.split('?')[0]}`, `${text} ${headersOf(answer)}`);
    return parsed(text);
  }

  return {
    url,
    environment,
    seen,
    saw,
    post,
    get,
    call: async <T>(procedure: string, input: object): Promise<T> => (await post(`/api/trpc/${procedure}`, input)) as T,
    query: async <T>(procedure: string, input?: object): Promise<T> => {
      const asked = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return (await get(`/api/trpc/${procedure}${asked}`)) as T;
    },
    stop,
  };
}

async function environmentOf({ databaseUrl, home, smtpPort, canaries }: WatchedOptions) {
  const key = randomBytes(32);
  canaries.addCore('instance key', key.toString('hex'));
  canaries.addCore('instance key in base64', key.toString('base64url').slice(2, 40));
  const mail = encodeURIComponent(canaries.secret('password of the mail server'));
  return {
    PORT: String(await freePort()),
    DATABASE_URL: databaseUrl,
    PATCHBAY_HOME: home,
    PATCHBAY_KEY: key.toString('hex'),
    PATCHBAY_LOG_LEVEL: 'trace',
    PATCHBAY_ALLOW_NETWORKS: '127.0.0.0/8',
    PATCHBAY_SMTP_URL: `smtp://ada:${mail}@127.0.0.1:${smtpPort}?from=patchbay@example.com`,
    PATCHBAY_OAUTH_ACME_ID: 'patchbay',
    PATCHBAY_OAUTH_ACME_SECRET: canaries.secret('client secret of the instance', { isPlain: true }),
  };
}

/** Gives what stops it. */
async function startServer(environment: Record<string, string>, log: (text: string) => string) {
  const child = spawn(process.execPath, ['--disallow-code-generation-from-strings', main], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const isReady = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (log(chunk.toString()).includes('is ready')) resolve();
    });
  });
  child.stderr.on('data', (chunk: Buffer) => log(chunk.toString()));
  await isReady;
  return async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'close');
  };
}

async function freePort(): Promise<number> {
  const held = createServer().listen(0, '127.0.0.1');
  await once(held, 'listening');
  const address = held.address();
  held.close();
  await once(held, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}

function headersOf(answer: Response): string {
  return JSON.stringify([...answer.headers].filter(([name]) => name !== 'set-cookie'));
}

function parsed(text: string): unknown {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && 'result' in read ? Object(read.result).data : read;
  } catch {
    return text;
  }
}
