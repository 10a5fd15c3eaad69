import { request as httpRequest } from 'node:http';
import type { Mapping } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, literal, type Published, publish, ref, type StepSpec, startRuns } from '../runs/testing.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually } from '../worker/testing.ts';
import { payloadsOf, sendStream } from './testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let patchbay: Awaited<ReturnType<typeof startRuns>>;
beforeAll(async () => {
  database = await testDatabase();
  patchbay = await startRuns(database);
});
afterAll(async () => {
  await patchbay.stop();
  await database.drop();
});

function echo(inputs: StepSpec['inputs'] = {}) {
  const order = { operation: 'webhook', inputs: { method: literal('ANY'), ...inputs } };
  return publish(
    database,
    draw({ order, answer: { operation: 'respond', inputs: { body: ref('order') } } }, 'order -> answer'),
  );
}

const json = { 'content-type': 'application/json' };
const started = (flow: Published) => payloadsOf({ database, patchbay }, flow);

async function bytesOf(flow: Published, file: string): Promise<string> {
  const stream = await patchbay.files.open(flow.workspaceId, file);
  const chunks: Buffer[] = [];
  for await (const chunk of stream ?? []) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

describe('an address', () => {
  it.each([
    ['', ''],
    ['/', '/'],
    ['/orders/7', '/orders/7'],
    ['/caf%C3%A9/a%20b?x=1', '/café/a b'],
    ['/%zz', '/%zz'],
    ['//double//', '//double//'],
  ])('takes what comes below it: %s', async (below, path) => {
    const flow = await echo();
    const response = await fetch(`${patchbay.hook(flow)}${below}`, { method: 'POST', headers: json, body: '{}' });
    expect(await response.json()).toMatchObject({ path, method: 'POST' });
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('takes %s', async (method) => {
    const flow = await echo();
    expect(await (await fetch(patchbay.hook(flow), { method })).json()).toMatchObject({ method, body: null });
  });

  it('is no other one with something in front', async () => {
    const flow = await echo();
    expect((await fetch(`${patchbay.url}/hook/x${flow.hookId}`)).status).toBe(404);
    expect((await fetch(`${patchbay.url}/hook//${flow.hookId}`)).status).toBe(404);
  });

  it('takes so many requests and no more, and says when to come again', async () => {
    const slow = await startRuns(database, undefined, { requestsPerSecond: 5 });
    const [flow, other] = [await echo(), await echo()];
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) statuses.push((await fetch(slow.hook(flow))).status);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(statuses).toContain(429);
    const refused = await Promise.all(Array.from({ length: 10 }, () => fetch(slow.hook(flow))));
    expect(refused.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('1');
    expect((await fetch(slow.hook(other))).status).toBe(200);
    await slow.stop();
  });
});

describe('an answer that is a file', () => {
  const answering = (body: Mapping) =>
    publish(
      database,
      draw({ order: { operation: 'webhook' }, answer: { operation: 'respond', inputs: { body } } }, 'order -> answer'),
    );

  it('is sent as it is, as a download that acts as no page', async () => {
    const flow = await answering(ref('order.body'));
    const page = '<script>alert(1)</script>';
    const kept = { workspaceId: flow.workspaceId, name: 'März.html', contentType: 'text/html' };
    const file = await patchbay.files.keep(kept, Buffer.from(page));
    const sent = { method: 'POST', headers: json, body: JSON.stringify(file) };
    const response = await fetch(patchbay.hook(flow), sent);
    expect(await response.text()).toBe(page);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html',
      'content-length': String(page.length),
      'content-disposition': expect.stringMatching(/^attachment; /),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });

  it('of another workspace is as one that is gone', async () => {
    const [flow, other] = [await answering(ref('order.body')), await echo()];
    const kept = { workspaceId: other.workspaceId, name: 'a.txt', contentType: 'text/plain' };
    const file = await patchbay.files.keep(kept, Buffer.from('secret'));
    const sent = { method: 'POST', headers: json, body: JSON.stringify(file) };
    const response = await fetch(patchbay.hook(flow), sent);
    expect([response.status, await response.json()]).toMatchObject([502, { code: 'file_missing' }]);
  });
});

describe('a body', () => {
  it('is kept as it came where the step wants it', async () => {
    const flow = await echo({ raw: literal(true) });
    const body = '{ "a" : 1.0 }';
    const response = await fetch(patchbay.hook(flow), { method: 'POST', headers: json, body });
    expect(await response.json()).toMatchObject({ body: { a: 1 }, rawBody: body });
    const bytes = Buffer.from([0xff, 0xfe, 0x00]);
    const binary = await fetch(patchbay.hook(flow), { method: 'POST', body: bytes });
    expect(await binary.json()).toMatchObject({ rawBody: { base64: bytes.toString('base64') } });
    const plain = await echo();
    expect(
      await (await fetch(patchbay.hook(plain), { method: 'POST', headers: json, body })).json(),
    ).not.toHaveProperty('rawBody');
  });

  it('of several parts gives its fields, and its files as references', async () => {
    const flow = await echo();
    const body = new FormData();
    body.append('name', 'Zoë');
    body.append('tag', 'a');
    body.append('tag', 'b');
    body.append('invoice', new File(['%PDF-1'], '../Rechnung.pdf', { type: 'application/pdf' }));
    body.append('nothing', new File([], ''));
    const response = await fetch(patchbay.hook(flow), { method: 'POST', body });
    const { body: given } = await response.json();
    expect(given).toEqual({
      name: 'Zoë',
      tag: ['a', 'b'],
      invoice: { file: expect.stringMatching(/^file_/), name: 'Rechnung.pdf', contentType: 'application/pdf', size: 6 },
    });
    expect(await bytesOf(flow, given.invoice.file)).toBe('%PDF-1');
    expect(JSON.stringify(await started(flow))).not.toContain('%PDF');
  });

  it('that is a file becomes a reference to it', async () => {
    const flow = await echo();
    const headers = { 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="a.pdf"' };
    const response = await fetch(patchbay.hook(flow), { method: 'POST', headers, body: '%PDF-2' });
    const { body } = await response.json();
    expect(body).toEqual({ file: expect.any(String), name: 'a.pdf', contentType: 'application/pdf', size: 6 });
    expect(await bytesOf(flow, body.file)).toBe('%PDF-2');
  });

  it.each([
    ['no boundary', 'multipart/form-data', 'x'],
    ['nothing in it', 'multipart/form-data; boundary=b', 'nothing here'],
    [
      'an end too early',
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nhel',
    ],
  ])('of several parts with %s is refused or empty, never a fault', async (_what, type, body) => {
    const flow = await echo();
    const response = await fetch(patchbay.hook(flow), { method: 'POST', headers: { 'content-type': type }, body });
    expect([200, 400]).toContain(response.status);
    expect(patchbay.errors).toEqual([]);
  });

  it('with ten thousand fields is refused', async () => {
    const flow = await echo();
    const body = new FormData();
    for (let n = 0; n < 1_100; n += 1) body.append(`f${n}`, 'x');
    expect((await fetch(patchbay.hook(flow), { method: 'POST', body })).status).toBe(413);
  });

  it.each([
    ['said to be', { 'content-length': '200000000' }],
    ['not said to be', {}],
  ])('of 200 MB, %s, is refused in words, with memory that stays flat', async (_what, length) => {
    const flow = await echo();
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const headers = { 'content-type': 'application/pdf', ...length };
    const { status, body } = await sendStream(patchbay.hook(flow), { chunks: 200, size: 1_000_000, headers });
    clearInterval(watch);
    expect({ status, ...JSON.parse(body) }).toMatchObject({ status: 413, detail: expect.stringContaining('100 MB') });
    expect(most - before).toBeLessThan(120_000_000);
    expect(await started(flow)).toEqual([]);
    expect(await database.prisma.file.count({ where: { workspaceId: flow.workspaceId } })).toBe(0);
  });
});

it('keeps nothing of a file whose sender goes away, and starts nothing', async () => {
  const flow = await echo();
  const parts = [
    'multipart/form-data; boundary=b',
    '--b\r\ncontent-disposition: form-data; name="a"; filename="a"\r\n\r\n',
  ];
  for (const [type, head] of [parts, ['application/pdf', '']] as const) {
    const request = httpRequest(patchbay.hook(flow), { method: 'POST', headers: { 'content-type': type } });
    request.on('error', () => undefined);
    request.write(head + 'x'.repeat(100_000));
    const isArriving = { workspaceId: flow.workspaceId, size: null };
    await eventually(async () => ((await database.prisma.file.count({ where: isArriving })) > 0 ? true : undefined));
    request.destroy();
    await eventually(async () =>
      (await database.prisma.file.count({ where: { workspaceId: flow.workspaceId } })) === 0 ? true : undefined,
    );
  }
  expect(await started(flow)).toEqual([]);
  expect(patchbay.errors).toEqual([]);
});

describe('a delivery that comes twice', () => {
  const post = (flow: Published, body: string, headers: Record<string, string> = {}) =>
    fetch(patchbay.hook(flow), { method: 'POST', headers: { ...json, ...headers }, body });

  it('is told by the header that the step names', async () => {
    const flow = await echo({ sameBy: literal('header'), sameHeader: literal('X-GitHub-Delivery') });
    await post(flow, '{"n":1}', { 'x-github-delivery': 'a' });
    await post(flow, '{"n":2}', { 'x-github-delivery': 'a' });
    await post(flow, '{"n":3}', { 'x-github-delivery': 'b', 'idempotency-key': 'not asked' });
    await post(flow, '{"n":4}', { 'idempotency-key': 'not asked' });
    expect((await started(flow)).map((payload) => (payload as { body: { n: number } }).body.n)).toEqual([1, 3, 4]);
  });

  it('is told by the field that the step names', async () => {
    const flow = await echo({ sameBy: literal('body'), sameField: literal('event.id') });
    for (const body of ['{"event":{"id":7}}', '{"event":{"id":7},"x":1}', '{"event":{"id":8}}', '{}', '{}']) {
      expect((await post(flow, body)).status).toBe(200);
    }
    expect(await started(flow)).toHaveLength(4);
  });

  it('is not another one that begins alike', async () => {
    const flow = await echo();
    const long = 'x'.repeat(300);
    await post(flow, '{}', { 'idempotency-key': `${long}1` });
    await post(flow, '{}', { 'idempotency-key': `${long}2` });
    await post(flow, '{}', { 'idempotency-key': `${long}2` });
    expect(await started(flow)).toHaveLength(2);
  });
});

it('answers at once with the status and the words that are typed in', async () => {
  const flow = await echo({
    answer: literal('at-once'),
    answerStatus: literal(200),
    answerText: literal('accepted'),
  });
  const response = await fetch(patchbay.hook(flow), { method: 'POST' });
  expect({ status: response.status, text: await response.text() }).toEqual({ status: 200, text: 'accepted' });
  const silent = await echo({ answer: literal('at-once'), answerStatus: literal(204) });
  expect((await fetch(patchbay.hook(silent), { method: 'POST' })).status).toBe(204);
});

it('runs what was accepted before a flow was switched off, and has later senders come again', async () => {
  const flow = await echo({ answer: literal('at-once') });
  const accepted = await fetch(patchbay.hook(flow), { method: 'POST' });
  await database.prisma.flow.update({ where: { id: flow.flowId }, data: { active: false } });
  await patchbay.hooksChanged(flow.flowId);
  expect(accepted.status).toBe(202);
  const refused = await eventually(async () => {
    const response = await fetch(patchbay.hook(flow), { method: 'POST' });
    return response.status === 503 ? response : undefined;
  });
  expect(refused.headers.get('retry-after')).toBe('300');
  const runs = await database.prisma.run.findMany({ where: { flowId: flow.flowId } });
  expect(runs.every(({ status }) => status === 'succeeded')).toBe(true);
});
