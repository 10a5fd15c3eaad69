import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const APPS = join(import.meta.dirname, '..', '..', 'packages', 'connectors', 'src', 'apps');

/** One recorded call, as far as it goes over the wire. */
type Recorded = {
  request: { method: string; url: string };
  answer: { status: number; headers?: Record<string, string>; body?: unknown };
};

/** What an app was asked: `app` is its connector's id. */
type Asked = { app: string; method: string; path: string; query: URLSearchParams; headers: IncomingMessage['headers'] };

/** All apps at once on loopback, each under its connector's id, answering as was recorded of it. */
export type RecordedApps = {
  url: string;
  /** Whether calls of this app were recorded. */
  has(app: string): boolean;
  /** Where an app stands whose connector's own address is this one. */
  at(app: string, baseUrl?: string): string;
  asked: Asked[];
  /** From now on this app refuses everything, in these words; without words it answers again. */
  refuse(app: string, message?: string): void;
  stop(): Promise<void>;
};

export async function startRecordedApps(): Promise<RecordedApps> {
  const asked: Asked[] = [];
  const refusals = new Map<string, string>();
  const server = createServer((request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', url);
    const [, app = '', ...path] = pathname.split('/');
    const one = { app, method: request.method ?? '', path: `/${path.join('/')}`, query, headers: request.headers };
    asked.push(one);
    request.resume();
    const refusal = refusals.get(app);
    if (refusal !== undefined) return answer(response, { status: 403, body: refusalOf(refusal) });
    const found = answerTo(one);
    answer(response, found === undefined ? { status: 404, body: { message: 'Nothing recorded.' } } : moved(found, app));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** The next page of a list is at the same place as the list. */
  function moved({ request, answer }: Recorded, app: string): Recorded['answer'] {
    const { origin } = new URL(request.url);
    return JSON.parse(JSON.stringify(answer).replaceAll(origin, `${url}/${app}`)) as Recorded['answer'];
  }

  return {
    url,
    has: (app) => fixturesOf(app).length > 0,
    at: (app, baseUrl = '') => `${url}/${app}${pathIn(app, baseUrl)}`,
    asked,
    refuse: (app, message) => void (message === undefined ? refusals.delete(app) : refusals.set(app, message)),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The words where any of the apps has them. */
const refusalOf = (message: string) => ({
  message,
  description: message,
  error: { message },
  errorMessages: [message],
});

/** What an address has behind its host; `{field}` in it is filled as the account of the recorded calls had it. */
function pathIn(app: string, baseUrl: string): string {
  const account = fixturesOf(app).find((fixture) => fixture.account !== undefined)?.account ?? {};
  const filled = baseUrl.replace(/\{([^{}]+)\}/g, (whole, name: string) => account[name] ?? account.value ?? whole);
  return /^(?:https?:\/\/)?[^/]*(\/.*)?$/.exec(filled)?.[1]?.replace(/\/$/, '') ?? '';
}

/** What was typed in for the recorded call of an operation; undefined where it has none that worked. */
export function recordedInput(app: string, operation: string): Record<string, unknown> | undefined {
  return fixturesOf(app).find((fixture) => fixture.operation === operation && fixture.output !== undefined)?.input;
}

type Fixture = {
  operation: string;
  account?: Record<string, string>;
  input: Record<string, unknown>;
  exchanges: Recorded[];
  output?: unknown;
};

function fixturesOf(app: string): Fixture[] {
  const folder = join(APPS, app, 'fixtures');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  return files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture);
}

const read = new Map<string, readonly Recorded[]>();

function recordedOf(app: string): readonly Recorded[] {
  const known = read.get(app);
  if (known !== undefined) return known;
  const all = fixturesOf(app).flatMap(({ exchanges }) => exchanges);
  const good = all.filter(({ answer }) => answer.status < 300);
  read.set(app, good);
  return good;
}

/** The recorded call that is most like this one: at the same address, else at one of the same shape; then by its query. */
function answerTo({ app, method, path, query }: Asked): Recorded | undefined {
  const scored = recordedOf(app)
    .filter(({ request }) => request.method === method)
    .map((recorded) => {
      const url = new URL(recorded.request.url);
      return { recorded, score: likeness(path, url.pathname) * 100 + queryLikeness(query, url.searchParams) };
    })
    .filter(({ score }) => score > 0);
  const best = scored.toSorted((left, right) => right.score - left.score)[0]?.recorded;
  return best !== undefined && asksForMore(query, best) ? { ...best, answer: nothingMore(best.answer) } : best;
}

/** Whether it asks for the page after the last one that was recorded: for a place that stands in that one's answer. */
function asksForMore(query: URLSearchParams, { request, answer }: Recorded): boolean {
  const recorded = new URL(request.url).searchParams;
  const text = JSON.stringify(answer.body) ?? '';
  return [...query].some(([name, value]) => !recorded.has(name) && text.includes(`"${value}"`));
}

const nothingMore = ({ body }: Recorded['answer']) => ({ status: 200, body: Array.isArray(body) ? [] : {} });

/** How many parts of two addresses are the same; 0 for those that cannot be the same list. */
function likeness(asked: string, recorded: string): number {
  const [mine, theirs] = [partsOf(asked), partsOf(recorded)];
  if (mine.length !== theirs.length) return 0;
  const same = mine.filter((part, at) => part === theirs[at]).length;
  return same === mine.length ? 1_000 : mine.at(-1) === theirs.at(-1) ? same : 0;
}

function partsOf(path: string): string[] {
  return decodeURIComponent(path.replaceAll('%2F', '%252F')).split('/');
}

function queryLikeness(asked: URLSearchParams, recorded: URLSearchParams): number {
  const same = [...asked].filter(([name, value]) => recorded.get(name) === value).length;
  return 2 * same - [...recorded.keys()].filter((name) => !asked.has(name)).length;
}

function answer(response: ServerResponse, { status, headers = {}, body }: Recorded['answer']): void {
  const text = body === undefined || typeof body === 'string' ? (body ?? '') : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(text);
}
