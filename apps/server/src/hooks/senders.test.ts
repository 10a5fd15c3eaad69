import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, literal, type Published, publish, ref, type StepSpec, startRuns } from '../runs/testing.ts';
import { testDatabase } from '../store/testing.ts';
import { connectCheck, newAccountId, payloadsOf } from './testing.ts';

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

async function checked(way: string, values: Record<string, string>, inputs: StepSpec['inputs'] = {}) {
  const id = newAccountId();
  const flow = await publish(
    database,
    draw(
      {
        order: { operation: 'webhook', connection: id, inputs },
        answer: { operation: 'respond', inputs: { body: ref('order.body') } },
      },
      'order -> answer',
    ),
  );
  await connectCheck({ database, patchbay }, flow, { id, way, values });
  return flow;
}

const send = (flow: Published, { body = '{"n":1}', ...headers }: Record<string, string> = {}) =>
  fetch(patchbay.hook(flow), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

const started = (flow: Published) => payloadsOf({ database, patchbay }, flow);
const hmac = (text: string) => createHmac('sha256', 'key').update(text).digest('hex');

describe('a hook that checks who sends', () => {
  it('lets in who signs in with a name and a password, and asks others for them', async () => {
    const flow = await checked('basic', { username: 'shop', password: 'secret' });
    const refused = await send(flow);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Basic /);
    const authorization = `Basic ${Buffer.from('shop:secret').toString('base64')}`;
    expect((await send(flow, { authorization })).status).toBe(200);
    expect(await started(flow)).toEqual([expect.not.objectContaining({ headers: { authorization } })]);
  });

  it('lets in who has the secret, and keeps it out of the run', async () => {
    const flow = await checked('header', { header: 'X-Token', value: 'open sesame' });
    expect((await send(flow, { 'x-token': 'open' })).status).toBe(401);
    expect((await send(flow, { 'x-token': 'open sesame' })).status).toBe(200);
    expect(JSON.stringify(await started(flow))).not.toContain('sesame');
  });

  it('says nothing of the check to whom it refuses, and starts nothing', async () => {
    const flow = await checked('hmac', { secret: 'key', header: 'X-Signature' });
    const response = await send(flow, { 'x-signature': hmac('{"n":2}') });
    expect(await response.json()).toEqual({
      type: 'about:blank',
      status: 401,
      code: 'sender_not_known',
      title: expect.any(String),
      detail: expect.not.stringMatching(/signature|header|secret/i),
    });
    expect(await started(flow)).toEqual([]);
  });

  it('checks the bytes as they came, before they are parsed', async () => {
    const flow = await checked('hmac', { secret: 'key', header: 'X-Signature' });
    const body = '{ "n" : 1.0 }';
    expect((await send(flow, { body, 'x-signature': hmac('{"n":1}') })).status).toBe(401);
    expect((await send(flow, { body: '{"n":', 'x-signature': 'forged' })).status).toBe(401);
    expect((await send(flow, { body, 'x-signature': hmac(body) })).status).toBe(200);
    expect(await started(flow)).toEqual([expect.objectContaining({ body: { n: 1 } })]);
  });

  it('checks bodies with files, too, and keeps none of one that is refused', async () => {
    const flow = await checked('hmac', { secret: 'key', header: 'X-Signature' });
    const body = '--b\r\ncontent-disposition: form-data; name="a"; filename="a.txt"\r\n\r\nhello\r\n--b--\r\n';
    const type = { 'content-type': 'multipart/form-data; boundary=b' };
    const count = () => database.prisma.file.count({ where: { workspaceId: flow.workspaceId } });
    expect((await send(flow, { ...type, body, 'x-signature': hmac('other') })).status).toBe(401);
    expect(await count()).toBe(0);
    expect(await (await send(flow, { ...type, body, 'x-signature': hmac(body) })).json()).toMatchObject({
      a: { name: 'a.txt', size: 5 },
    });
    expect(await count()).toBe(1);
  });

  it('takes a Standard Webhook once, also when it is sent again under another key', async () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const flow = await checked('standard-webhooks', { secret });
    const body = '{"type":"ping"}';
    const time = String(Math.floor(Date.now() / 1_000));
    const key = Buffer.from(secret.slice(6), 'base64');
    const signature = createHmac('sha256', key).update(`msg_1.${time}.${body}`).digest('base64');
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` };
    expect((await send(flow, { ...headers, body })).status).toBe(200);
    expect((await send(flow, { ...headers, body, 'idempotency-key': 'another' })).status).toBe(200);
    expect((await send(flow, { ...headers, body, 'webhook-id': 'msg_2' })).status).toBe(401);
    expect(await started(flow)).toHaveLength(1);
  });

  it('lets nobody in once its account is gone, and has honest senders come again', async () => {
    const flow = await publish(database, draw({ order: { operation: 'webhook', connection: newAccountId() } }));
    const response = await send(flow);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('300');
    expect(await response.json()).toMatchObject({ code: 'check_not_possible' });
    expect(await started(flow)).toEqual([]);
  });

  it('tells who listens why a request was refused', async () => {
    const flow = await checked('hmac', { secret: 'key', header: 'X-Signature' });
    const listening = new AbortController();
    const heard = patchbay.captures.listen(flow.flowId, 'order', listening.signal)[Symbol.asyncIterator]();
    const next = heard.next();
    await send(flow, { 'x-signature': hmac('other') });
    expect((await next).value).toEqual({ refused: expect.stringContaining('signature does not fit') });
    listening.abort();
  });

  it('soon stops listening to somebody who guesses, but not to others', async () => {
    const flow = await checked('header', { header: 'X-Token', value: 'secret' });
    const statuses: number[] = [];
    for (let n = 0; n < 70; n += 1) statuses.push((await send(flow, { 'x-token': `guess ${n}` })).status);
    expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 401));
    expect(statuses).toContain(429);
    const other = await checked('header', { header: 'X-Token', value: 'secret' });
    expect((await send(other, { 'x-token': 'secret' })).status).toBe(200);
  });

  it('is told of by its step while it is drawn, before it is published', async () => {
    const id = newAccountId();
    const document = draw({ order: { operation: 'webhook', connection: id, inputs: { method: literal('POST') } } });
    const flow = await publish(database, draw({ order: { operation: 'webhook' } }), false);
    await connectCheck({ database, patchbay }, flow, { id, way: 'header', values: { header: 'x', value: 'y' } });
    await database.prisma.flow.update({ where: { id: flow.flowId }, data: { liveVersionId: null } });
    await database.prisma.draft.create({
      data: { flowId: flow.flowId, document: JSON.parse(JSON.stringify(document)) },
    });
    const listening = new AbortController();
    const heard = patchbay.captures.listen(flow.flowId, 'order', listening.signal)[Symbol.asyncIterator]();
    const next = heard.next();
    expect((await send(flow)).status).toBe(401);
    expect((await next).value).toEqual({ refused: expect.any(String) });
    const after = heard.next();
    expect(await (await send(flow, { x: 'y' })).json()).toEqual({ captured: true });
    expect((await after).value).toMatchObject({ payload: { body: { n: 1 } } });
    listening.abort();
  });
});
