import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../store/testing.ts';
import { Person, type Product, startProduct } from './testing/product.ts';
import { type End, productDoors } from './testing/productDoors.ts';

const behaving = fileURLToPath(new URL('../egress/testing/hostileServer.fixture.ts', import.meta.url));
const impatient = fileURLToPath(new URL('./testing/impatient.fixture.ts', import.meta.url));
const MOST_BYTES = 50_000_000;

let database: Awaited<ReturnType<typeof testDatabase>>;
let home: string;
let upstream: ChildProcess;
let ports: { plain: number; tls: number };
let product: Product;
let doors: Map<string, (urls: readonly string[]) => Promise<End[]>>;

beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'patchbay-hostile-'));
  upstream = spawn(process.execPath, [behaving], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: upstream.stdout ?? process.stdin })) {
    ports = JSON.parse(line);
    break;
  }
  const environment = {
    DATABASE_URL: database.url,
    PATCHBAY_HOME: home,
    PATCHBAY_KEY: '11'.repeat(32),
    PATCHBAY_ALLOW_NETWORKS: '127.0.0.0/8',
  };
  product = await startProduct(environment, impatient);
  const person = new Person(product.url);
  await person.signUp('ada@example.com');
  doors = new Map(productDoors(person).map(({ name, go }) => [name, go]));
});
afterAll(async () => {
  await product?.stop();
  upstream?.kill('SIGKILL');
  await rm(home, { recursive: true, force: true });
  await database.drop();
});

/** How a flow that a request starts ends, at a server that does this. */
const ends: Record<string, string> = {
  refused: 'refused',
  'hangs-up': 'connection_lost',
  resets: 'connection_lost',
  'never-answers': 'timed_out',
  'drips-body': 'timed_out',
  'drips-headers': 'timed_out',
  'unknown-packing': 'answer_unreadable',
  'bad-json': 'answer_not_json',
  'half-json': 'answer_not_json',
  'poisoned-json': 'reached',
  'wrong-charset': 'answer_not_json',
  'web-page': 'reached',
  'empty-200': 'reached',
  '204-with-body': 'reached',
  '304': 'redirected',
  '429-seconds': 'too_many_requests',
  '429-date': 'too_many_requests',
  '429-garbage': 'too_many_requests',
  '429-negative': 'too_many_requests',
  '429-century': 'too_many_requests',
  '429-nothing': 'too_many_requests',
  '503': 'api_unavailable',
  '401': 'not_signed_in',
  'redirect-to-metadata': 'redirected',
  'redirect-loop': 'redirected',
  'redirect-to-file': 'redirected',
  'redirect-nowhere': 'redirected',
  'endless-headers': 'answer_not_http',
  'huge-header': 'answer_not_http',
  'chunked-garbage': 'answer_not_http',
  'huge-chunk': 'connection_lost',
  'promises-more': 'connection_lost',
  'sends-more': 'reached',
  'two-lengths': 'answer_not_http',
  'length-and-chunks': 'answer_not_http',
  'half-closes': 'connection_lost',
  'half-closes-at-once': 'connection_lost',
  'http-0.9': 'answer_not_http',
  'http-2': 'answer_not_http',
  'not-http': 'answer_not_http',
  'storm-of-1xx': 'timed_out',
  'flood-of-1xx': 'connection_lost',
  '101': 'connection_lost',
  'status-999': 'refused',
  'line-break-in-header': 'answer_not_http',
  'self-signed': 'certificate_not_trusted',
  'no-tls': 'tls_failed',
  good: 'reached',
};

/** What links and providers are given the time for that they always have: half a minute each. */
const slow = new Set(['never-answers', 'drips-body', 'drips-headers', 'storm-of-1xx']);

/** What is no description and no answer of OAuth, but an answer. */
const readable = new Set(['poisoned-json', 'empty-200', '204-with-body', 'sends-more', 'good']);

function addressOf(name: string): string {
  if (name === 'refused') return 'http://127.0.0.1:9/';
  if (name === 'self-signed') return `https://127.0.0.1:${ports.tls}/good`;
  if (name === 'no-tls') return `https://127.0.0.1:${ports.plain}/good`;
  return `http://127.0.0.1:${ports.plain}/${name}`;
}

async function bring(door: string, names: readonly string[]): Promise<Map<string, End>> {
  const come = (await doors.get(door)?.(names.map(addressOf))) ?? [];
  return new Map(come.map((end, index) => [names[index] ?? '', end]));
}

const codesOf = (come: Map<string, End>) => Object.fromEntries([...come].map(([name, { code }]) => [name, code]));

/** Of those that ended in a way nobody could do anything about. */
const unclear = (come: Map<string, End>) =>
  [...come].filter(([, { code, message }]) => message === '' || code === 'nothing' || code === 'unexpected');

describe('a server that misbehaves, met by the whole product', () => {
  it.each(['an HTTP step that is tried', 'a published flow and its webhook'])('ends as it should: %s', async (door) => {
    const come = await bring(door, Object.keys(ends));
    expect(codesOf(come)).toEqual(ends);
    expect(unclear(come)).toEqual([]);
  });

  it('gives no choices, and says why', async () => {
    const come = await bring('a lookup', Object.keys(ends));
    const due = Object.keys(ends).map((name) => [name, readable.has(name) ? 'reached' : 'lookup_failed']);
    expect(codesOf(come)).toEqual(Object.fromEntries(due));
    expect(unclear(come)).toEqual([]);
  });

  it.each(['a description by link', 'the token endpoint', 'the token endpoint of client credentials'])(
    'is never taken for what it is not: %s',
    async (door) => {
      const come = await bring(
        door,
        Object.keys(ends).filter((name) => !slow.has(name)),
      );
      expect(Object.values(codesOf(come))).not.toContain('reached');
      expect(unclear(come)).toEqual([]);
    },
  );

  it('takes no more than 50 MB of memory with answers that are too large', async () => {
    const large = ['announces-100-mb', 'sends-100-mb', 'chunks-100-mb', 'gzip-bomb', 'deflate-bomb'];
    const through = ['an HTTP step that is tried', 'a description by link', 'a lookup', 'the token endpoint'];
    // The first time, what is needed to read an answer at all is loaded.
    for (const door of through) await bring(door, ['gzip-bomb']);
    const before = memoryOf(product.pid);
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, memoryOf(product.pid) - before);
    }, 10);
    for (const door of through) {
      for (const name of large) {
        const come = await bring(door, [name]);
        expect(Object.values(codesOf(come)), `${name} at ${door}`).not.toContain('reached');
        expect(unclear(come)).toEqual([]);
      }
    }
    clearInterval(timer);
    expect(most).toBeLessThan(MOST_BYTES);
  });

  it('leaves the process, its worker and what objects are as they were', async () => {
    const come = await bring('a published flow and its webhook', ['good']);
    expect(codesOf(come)).toEqual({ good: 'reached' });
    const ready = await fetch(`${product.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(product.log()).not.toMatch(/Something went wrong|A request failed/);
  });
});

function memoryOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1_024;
}
