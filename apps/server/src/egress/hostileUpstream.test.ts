import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { OperationError } from '@patchbay/connector';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { createEgress, type Egress, type EgressLimits } from './egress.ts';
import { type Door, openDoors, SubscriptionFailed } from './testing/doors.ts';

/** Where it is the time that must end it: as in the product but for how long, which would make this take an hour. */
const IMPATIENT = { connectMs: 900, headersMs: 800, totalMs: 1_000, streamMs: 1_000 };
/** Where it is something else, also on a machine that is busy. */
const PATIENT = { connectMs: 30_000, headersMs: 60_000, totalMs: 60_000, streamMs: 60_000 };
const MOST_BYTES = 50_000_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const fixture = fileURLToPath(new URL('./testing/hostileServer.fixture.ts', import.meta.url));
let server: ChildProcess;
let ports: { plain: number; tls: number };
let egress: Egress;
let opened: ReturnType<typeof openDoors>;

beforeAll(async () => {
  server = spawn(process.execPath, [fixture], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout ?? process.stdin })) {
    ports = JSON.parse(line);
    break;
  }
});
afterAll(() => void server.kill('SIGKILL'));

// Each time anew: hosts that do not answer are left alone otherwise.
beforeEach(() => openWith(PATIENT));
afterEach(async () => {
  await opened.close();
  await egress.close();
});

function openWith(limits: Partial<EgressLimits>): void {
  egress = createEgress({ allowNetworks: ['127.0.0.0/8'], limits });
  // Some doors have times of their own, which are longer.
  const request: Egress['request'] = (sent, options) =>
    egress.request(sent, { ...options, limits: { ...options?.limits, ...limits } });
  opened = openDoors({ ...egress, request });
}

async function openAnew(limits: Partial<EgressLimits>): Promise<void> {
  await opened.close();
  await egress.close();
  openWith(limits);
}

const isHttp = ({ kind }: Door) => kind === 'call' || kind === 'link' || kind === 'sign-in';

type Retry = OperationError['failure']['retry'];

/** How an operation ends: a code of a failure, or `ok`. Who fetches text or asks for tokens says it in fewer words. */
const cases: [name: string, call: string, retry?: Retry, more?: { link?: string }][] = [
  ['refused', 'refused', 'later'],
  ['hangs-up', 'connection_lost', 'later'],
  ['resets', 'connection_lost', 'later'],
  ['never-answers', 'timed_out', 'later'],
  ['drips-body', 'timed_out', 'later'],
  ['drips-headers', 'timed_out', 'later'],
  ['unknown-packing', 'answer_unreadable', 'never'],
  ['bad-json', 'answer_not_json', 'never', { link: 'ok' }],
  ['half-json', 'answer_not_json', 'never', { link: 'ok' }],
  ['poisoned-json', 'ok'],
  ['wrong-charset', 'answer_not_json', 'never', { link: 'ok' }],
  ['web-page', 'answer_not_json', 'never', { link: 'ok' }],
  ['empty-200', 'ok'],
  ['204-with-body', 'ok', undefined, { link: 'link_unreachable' }],
  ['304', 'redirected', 'never'],
  ['429-seconds', 'too_many_requests', 'later'],
  ['429-date', 'too_many_requests', 'later'],
  ['429-garbage', 'too_many_requests', 'later'],
  ['429-negative', 'too_many_requests', 'later'],
  ['429-century', 'too_many_requests', 'later'],
  ['429-nothing', 'too_many_requests', 'later'],
  ['503', 'api_unavailable', 'later'],
  ['401', 'not_signed_in', 'after-reconnect'],
  ['redirect-to-metadata', 'redirected', 'never'],
  ['redirect-loop', 'redirected', 'never'],
  ['redirect-to-file', 'redirected', 'never'],
  ['redirect-nowhere', 'redirected', 'never'],
  ['endless-headers', 'answer_not_http', 'never'],
  ['huge-header', 'answer_not_http', 'never'],
  ['chunked-garbage', 'answer_not_http', 'never'],
  ['huge-chunk', 'connection_lost', 'later'],
  ['promises-more', 'connection_lost', 'later'],
  ['sends-more', 'ok'],
  ['two-lengths', 'answer_not_http', 'never'],
  ['length-and-chunks', 'answer_not_http', 'never'],
  ['half-closes', 'connection_lost', 'later'],
  ['half-closes-at-once', 'connection_lost', 'later'],
  ['http-0.9', 'answer_not_http', 'never'],
  ['http-2', 'answer_not_http', 'never'],
  ['not-http', 'answer_not_http', 'never'],
  ['storm-of-1xx', 'timed_out', 'later'],
  ['flood-of-1xx', 'connection_lost', 'later'],
  ['101', 'connection_lost', 'later'],
  ['status-999', 'refused', 'never'],
  ['line-break-in-header', 'answer_not_http', 'never'],
  ['self-signed', 'certificate_not_trusted', 'never'],
  ['no-tls', 'tls_failed', 'never'],
  ['good', 'ok'],
];

function addressOf(name: string): string {
  if (name === 'refused') return 'http://127.0.0.1:9/';
  if (name === 'self-signed') return `https://127.0.0.1:${ports.tls}/good`;
  if (name === 'no-tls') return `https://127.0.0.1:${ports.plain}/good`;
  return `http://127.0.0.1:${ports.plain}/${name}`;
}

/** The code it ended with; what was thrown, where that was nothing a person could read. */
async function endOf({ go }: Door, url: string): Promise<{ code: unknown; failure?: OperationError['failure'] }> {
  const ended = (code: unknown, failure?: OperationError['failure']) => ({ code, ...(failure && { failure }) });
  try {
    await go(url);
    return ended('ok');
  } catch (error) {
    if (error instanceof OperationError) return ended(error.failure.code, error.failure);
    if (error instanceof AppError) return ended(error.code, causeOf(error)?.failure);
    if (error instanceof SubscriptionFailed) return ended('said');
    return ended(error);
  }
}

function causeOf({ cause }: Error): OperationError | undefined {
  return cause instanceof OperationError ? cause : undefined;
}

type End = Awaited<ReturnType<typeof endOf>>;

/** What is wrong with an end, in words; nothing where it is as it should be. */
function wrongWith({ name, kind }: Door, end: End, { code, retry, link }: Expected): string[] {
  const said = JSON.stringify(end.code);
  const wrong: string[] = [];
  if (typeof end.code !== 'string') wrong.push(`threw ${String(end.code)}`);
  if (name === 'an operation of an app' && end.code !== code) wrong.push(`ended as ${said}`);
  if (name === 'an operation of an app' && end.failure?.retry !== retry) wrong.push(`retry ${end.failure?.retry}`);
  if (kind === 'link' && end.code !== link) wrong.push(`ended as ${said}`);
  if (kind === 'sign-in' && end.code === 'ok' && code !== 'ok') wrong.push('took it for an answer');
  return wrong.map((words) => `${name} ${words}`);
}

type Expected = { code: string; retry: string | undefined; link: string };

describe('at every door, a server that', () => {
  it.each(cases)('%s ends as %s, in time', async (...[name, code, retry, more]) => {
    if (code === 'timed_out') await openAnew(IMPATIENT);
    const expected = { code, retry, link: more?.link ?? (code === 'ok' ? 'ok' : 'link_unreachable') };
    const doors = opened.doors.filter(isHttp);
    const wrong = await Promise.all(
      doors.map(async (door) => wrongWith(door, await endOf(door, addressOf(name)), expected)),
    );
    expect(wrong.flat()).toEqual([]);
  });
});

it.each([
  ['429-seconds', 7_000],
  ['429-date', 7_000],
  ['429-garbage', undefined],
  ['429-negative', undefined],
  ['429-century', 86_400_000],
  ['503', 7_000],
])('a server that says %s is given its time', async (name, retryAfterMs) => {
  const door = opened.doors.find((one) => one.name === 'an operation of an app');
  const end = door && (await endOf(door, addressOf(name)));
  expect(end?.failure).toMatchObject({ retry: 'later' });
  expect(end?.failure?.retryAfterMs).toBe(retryAfterMs);
});

it('nothing that is too large takes more than 50 MB of memory, at any door', async () => {
  const large = ['announces-100-mb', 'sends-100-mb', 'chunks-100-mb', 'gzip-bomb', 'deflate-bomb'];
  const doors = opened.doors.filter(isHttp);
  // The first time, what is needed to read an answer at all is loaded.
  for (const door of doors) await endOf(door, addressOf('gzip-bomb'));
  const before = held();
  let most = 0;
  let nextLookAt = 0;
  // To look takes a while: were it done all the time, a busy machine would get to nothing else.
  const timer = setInterval(() => {
    const lookedAt = performance.now();
    if (lookedAt < nextLookAt) return;
    most = Math.max(most, held() - before);
    nextLookAt = performance.now() + 2 * (performance.now() - lookedAt);
  }, 100);
  for (const name of large) {
    for (const door of doors) {
      const { code } = await endOf(door, addressOf(name));
      expect(code, `${name} at ${door.name}`).toBeOneOf([
        'answer_too_large',
        'link_unreachable',
        'lookup_failed',
        'said',
      ]);
    }
  }
  clearInterval(timer);
  expect(most).toBeLessThan(MOST_BYTES);
}, 300_000);

/** Bytes that this process still needs: what it only has not cleared away yet says nothing. */
function held(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

it('no answer changes what an object is', async () => {
  for (const door of opened.doors.filter(isHttp)) await endOf(door, addressOf('poisoned-json'));
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect('isAdmin' in {}).toBe(false);
});
