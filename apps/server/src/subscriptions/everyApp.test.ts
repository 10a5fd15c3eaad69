import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBuiltIn } from '../connectors/builtIns.ts';
import { payloadsOf } from '../hooks/testing.ts';
import { type Published, startRuns } from '../runs/testing.ts';
import { testDatabase } from '../store/testing.ts';
import { publishAppFlow } from './testing.ts';

type Asked = { method: string; path: string; body: string };
type Sent = { headers: Record<string, string>; body: string; path?: string };

/** How an app does what its documentation says: what it answers when it is asked, and how it signs what it sends. */
type App = {
  connector: string;
  version?: string;
  operation: string;
  inputs?: Record<string, string>;
  /** Its sign-in, and what the account has besides. */
  account: Record<string, string>;
  /** What it answers to each request; a person pastes the address where it has none. */
  answer?(asked: Asked): object;
  /** An event, signed with what was agreed on. */
  event(agreed: { secret: string; url: string; now: number }): Sent;
  /** What the flow gets of it. */
  gives: object;
};

const hmac = (algorithm: string, key: string, text: string) => createHmac(algorithm, key).update(text, 'utf8');
const json = (headers: Record<string, string>, body: unknown): Sent => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const payment = { id: 'pi_1', amount: 7_980, currency: 'eur' };
const order = { id: 820_982_911, name: '#1042', total_price: '79.80' };
const message = { message_id: 71, text: 'Hello', chat: { id: 5, type: 'private' }, date: 1_785_000_000 };
const mention = { type: 'app_mention', text: 'hi', user: 'U1', channel: 'C1', ts: '1785000000.0001' };
const letter = { from: '4915112345678', id: 'wamid.1', type: 'text', text: { body: 'Hi' } };
const sms = { Body: 'Is it ready?', From: '+4915112345678', MessageSid: 'SM1', To: '+4930123456' };

/** Stripe, which knows this dated version of its API only. */
const stripe = (dated: string): App => ({
  connector: 'stripe',
  operation: 'onPayment',
  account: { token: 'sk_test' },
  answer: ({ method, body }) => {
    if (method === 'POST' && new URLSearchParams(body).get('api_version') !== dated) return {};
    return method === 'POST' ? { id: 'we_1', secret: 'whsec_theirs' } : { id: 'we_1' };
  },
  event: ({ secret, now }) => {
    const time = Math.floor(now / 1_000);
    const body = JSON.stringify({ id: 'evt_1', type: 'payment_intent.succeeded', data: { object: payment } });
    const signature = hmac('sha256', secret, `${time}.${body}`).digest('hex');
    return { headers: { 'content-type': 'application/json', 'stripe-signature': `t=${time},v1=${signature}` }, body };
  },
  gives: payment,
});

const apps: App[] = [
  stripe('2025-03-31.basil'),
  { ...stripe('2022-11-15'), version: '1' },
  {
    connector: 'shopify',
    operation: 'onOrder',
    account: { value: 'shpat_test', clientSecret: 'shop secret' },
    answer: () => ({ webhook: { id: 4_759_306 } }),
    event: () => {
      const sent = json({ 'x-shopify-topic': 'orders/create', 'x-shopify-webhook-id': 'w1' }, order);
      const signature = hmac('sha256', 'shop secret', sent.body).digest('base64');
      return { ...sent, headers: { ...sent.headers, 'x-shopify-hmac-sha256': signature } };
    },
    gives: order,
  },
  {
    connector: 'telegram',
    operation: 'onMessage',
    account: { value: '110201543:AAH' },
    answer: () => ({ ok: true, result: true }),
    event: ({ secret }) => json({ 'x-telegram-bot-api-secret-token': secret }, { update_id: 9, message }),
    gives: message,
  },
  {
    connector: 'twilio',
    operation: 'onMessage',
    inputs: { number: 'PN1' },
    account: { username: 'AC1', password: 'p', authToken: 'twilio token' },
    answer: () => ({ sid: 'PN1' }),
    event: ({ url }) => {
      const fields = Object.entries(sms).map(([name, value]) => `${name}${value}`);
      const signature = hmac('sha1', 'twilio token', `${url}${fields.join('')}`).digest('base64');
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature };
      return { headers, body: new URLSearchParams(sms).toString() };
    },
    gives: sms,
  },
  {
    connector: 'slack',
    operation: 'onMention',
    account: { token: 'xoxb', signingSecret: 'slack secret' },
    event: ({ now }) => {
      const time = String(Math.floor(now / 1_000));
      const sent = json({}, { type: 'event_callback', event_id: 'Ev1', event: mention });
      const signature = hmac('sha256', 'slack secret', `v0:${time}:${sent.body}`).digest('hex');
      return {
        ...sent,
        headers: { ...sent.headers, 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${signature}` },
      };
    },
    gives: mention,
  },
  {
    connector: 'whatsapp',
    operation: 'onMessage',
    account: { token: 'EAAG', appSecret: 'meta secret', verifyToken: 'sesame' },
    event: () => {
      const sent = json({}, { entry: [{ changes: [{ value: { messages: [letter] } }] }] });
      const signature = hmac('sha256', 'meta secret', sent.body).digest('hex');
      return { ...sent, headers: { ...sent.headers, 'x-hub-signature-256': `sha256=${signature}` } };
    },
    gives: letter,
  },
];

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

describe.each(apps)('a flow that $connector starts', (app) => {
  const asked: Asked[] = [];
  let server: Server;
  let url: string;
  beforeEach(async () => {
    asked.length = 0;
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString('utf8');
      const came = { method: request.method ?? '', path: request.url ?? '', body };
      asked.push(came);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(app.answer?.(came) ?? {}));
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('starts once with an event of the app, and with none that is forged', async () => {
    const flow = await switchedOn(app, url);
    await patchbay.subscriber.lookAfterDue();
    const told = decodeURIComponent(asked[0]?.body ?? '');
    const places = asked.map(({ body }) => /hook\/([\w-]+)/.exec(decodeURIComponent(body))?.[1]);
    expect(places).toEqual(app.answer === undefined ? [] : [flow.hookId]);
    const secret = /"secret_token":"([^"]+)"/.exec(told)?.[1] ?? 'whsec_theirs';
    const agreed = { secret, url: `http://patchbay.test/hook/${flow.hookId}`, now: patchbay.deps.now() };
    expect(await send(flow, app.event({ ...agreed, secret: 'guessed', url: 'http://elsewhere' }), 'forge')).toBe(401);
    expect(await send(flow, app.event(agreed))).toBe(200);
    expect(await send(flow, app.event(agreed))).toBe(200);
    expect(await payloadsOf({ database, patchbay }, flow)).toEqual([app.gives]);
  });
});

describe('an app whose address is pasted by hand', () => {
  it('is answered when Slack asks whether it is ours', async () => {
    const slack = apps.find(({ connector }) => connector === 'slack');
    if (slack === undefined) throw new Error('There is no Slack.');
    const flow = await switchedOn(slack, 'http://127.0.0.1:1');
    const time = String(Math.floor(patchbay.deps.now() / 1_000));
    const sent = json({}, { type: 'url_verification', challenge: '3eZb' });
    const signature = hmac('sha256', 'slack secret', `v0:${time}:${sent.body}`).digest('hex');
    const headers = { ...sent.headers, 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${signature}` };
    const response = await fetch(patchbay.hook(flow), { method: 'POST', headers, body: sent.body });
    expect(await response.text()).toBe('3eZb');
  });

  it('is answered when Meta asks with the word of the account, and with no other', async () => {
    const whatsapp = apps.find(({ connector }) => connector === 'whatsapp');
    if (whatsapp === undefined) throw new Error('There is no WhatsApp.');
    const flow = await switchedOn(whatsapp, 'http://127.0.0.1:1');
    const ask = (word: string) =>
      fetch(`${patchbay.hook(flow)}?hub.mode=subscribe&hub.challenge=1158&hub.verify_token=${word}`);
    expect(await (await ask('sesame')).text()).toBe('1158');
    expect((await ask('open')).status).toBe(403);
  });
});

/** The flow of an app, published and switched on, with an account at this address. */
async function switchedOn(
  { connector, version, operation, inputs = {}, account }: App,
  url: string,
): Promise<Published> {
  const auth = (await findBuiltIn(connector))?.auth.find(({ kind }) => kind !== 'oauth2');
  const way = { ...(auth !== undefined && { auth }), ...(version !== undefined && { version }) };
  const asked = { connector, operation, inputs, account, url, ...way };
  return publishAppFlow({ database, patchbay }, asked);
}

/** `forge`: a byte of it is another one, so that a signature that does not depend on the secret given here fails too. */
async function send(flow: Published, { headers, body }: Sent, forge?: 'forge'): Promise<number> {
  const changed = forge === undefined ? body : body.replace(/.(?=.$)/, 'X');
  const response = await fetch(patchbay.hook(flow), { method: 'POST', headers, body: changed });
  return response.status;
}
