import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { builtInConnectors } from '@patchbay/connectors';
import { describe, expect, it } from 'vitest';
import type { OpenConnection } from '../../vault/signRequest.ts';
import { whyRefused } from './whyRefused.ts';

function account(id: string, secret: Record<string, string>): OpenConnection {
  const auth = builtInConnectors
    .find((connector) => connector.id === 'request-checks')
    ?.auth.find((way) => way.kind === 'fields' && way.id === id);
  if (auth === undefined) throw new Error(`There is no check ${id}.`);
  return { name: 'Check', auth, secret, hosts: [] };
}

type Case = { headers: IncomingHttpHeaders; body?: string | Buffer; at?: number };
const passes = (check: OpenConnection, { headers, body = '', at = 0 }: Case) =>
  whyRefused(check, { headers, body: Buffer.from(body as string) }, at * 1_000) === undefined;

describe('a user name and password', () => {
  const check = account('basic', { username: 'shop', password: 'pässword:1' });
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

  it.each<[string, IncomingHttpHeaders, boolean]>([
    ['right', basic('shop:pässword:1'), true],
    [
      'right, in other letters',
      { authorization: basic('shop:pässword:1').authorization.replace('Basic', 'bAsIc') },
      true,
    ],
    ['another password', basic('shop:password'), false],
    ['another name', basic('shop2:pässword:1'), false],
    ['only a part', basic('shop:pässword:'), false],
    ['no colon', basic('shop'), false],
    ['another scheme', { authorization: 'Bearer shop' }, false],
    ['not base64', { authorization: 'Basic !!' }, false],
    ['none', {}, false],
  ])('%s', (_what, headers, expected) => {
    expect(passes(check, { headers })).toBe(expected);
  });

  it('lets nobody in without a password of its own', () => {
    expect(passes(account('basic', { username: 'shop' }), { headers: basic('shop:') })).toBe(false);
  });
});

describe('a secret in a header', () => {
  const check = account('header', { header: 'X-Token', value: 's3cret' });

  it.each<[string, IncomingHttpHeaders, boolean]>([
    ['right', { 'x-token': 's3cret' }, true],
    ['longer', { 'x-token': 's3cret1' }, false],
    ['shorter', { 'x-token': 's3cre' }, false],
    ['twice', { 'x-token': 's3cret, s3cret' }, false],
    ['empty', { 'x-token': '' }, false],
    ['in another header', { 'x-key': 's3cret' }, false],
  ])('%s', (_what, headers, expected) => {
    expect(passes(check, { headers })).toBe(expected);
  });
});

describe('a signature', () => {
  it('passes what GitHub and Slack write in their own documents', () => {
    const github = account('hmac', {
      secret: "It's a Secret to Everybody",
      header: 'X-Hub-Signature-256',
      prefix: 'sha256=',
    });
    const hub = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(passes(github, { headers: { 'x-hub-signature-256': hub }, body: 'Hello, World!' })).toBe(true);
    expect(passes(github, { headers: { 'x-hub-signature-256': hub }, body: 'Hello, World?' })).toBe(false);

    const slack = account('hmac', {
      secret: '8f742231b10e8888abcd99yyyzzz85a5',
      header: 'X-Slack-Signature',
      prefix: 'v0=',
      signs: 'v0:timestamp:body',
      timestampHeader: 'X-Slack-Request-Timestamp',
    });
    const headers = {
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    };
    expect(passes(slack, { headers, body: SLACK_BODY, at: 1_531_420_650 })).toBe(true);
    expect(passes(slack, { headers, body: SLACK_BODY, at: 1_531_420_618 + 301 })).toBe(false);
  });

  const body = '{"name":"Zoë","total":3.10}';
  const sign = (text: string, algorithm = 'sha256', encoding: 'hex' | 'base64' = 'hex') =>
    createHmac(algorithm, 'key').update(text).digest(encoding);

  it.each(['sha1', 'sha256', 'sha512'] as const)('%s, in both ways of writing it', (algorithm) => {
    for (const encoding of ['hex', 'base64'] as const) {
      const check = account('hmac', { secret: 'key', header: 'X-Signature', algorithm, encoding });
      const signature = sign(body, algorithm, encoding);
      expect(passes(check, { headers: { 'x-signature': signature }, body })).toBe(true);
      expect(passes(check, { headers: { 'x-signature': signature.slice(0, -4) }, body })).toBe(false);
    }
  });

  const plain = account('hmac', { secret: 'key', header: 'X-Signature' });
  it.each<[string, Case, boolean]>([
    ['right', { headers: { 'x-signature': sign(body) }, body }, true],
    ['in capitals', { headers: { 'x-signature': sign(body).toUpperCase() }, body }, true],
    ['a changed body', { headers: { 'x-signature': sign(body) }, body: body.replace('3', '4') }, false],
    [
      'the same data, written anew',
      { headers: { 'x-signature': sign(body) }, body: JSON.stringify(JSON.parse(body)) },
      false,
    ],
    [
      'a body in another encoding',
      { headers: { 'x-signature': sign(body) }, body: Buffer.from(body, 'latin1') },
      false,
    ],
    [
      'another secret',
      { headers: { 'x-signature': createHmac('sha256', 'other').update(body).digest('hex') }, body },
      false,
    ],
    ['no header', { headers: {}, body }, false],
    ['an empty header', { headers: { 'x-signature': '' }, body }, false],
    ['text that is none', { headers: { 'x-signature': 'zz' }, body }, false],
    ['two signatures at once', { headers: { 'x-signature': `${sign(body)}, ${sign(body)}` }, body }, false],
  ])('%s', (_what, request, expected) => {
    expect(passes(plain, request)).toBe(expected);
  });

  const timed = account('hmac', {
    secret: 'key',
    header: 'X-Signature',
    signs: 'timestamp.body',
    timestampHeader: 'X-Time',
    tolerance: '60',
  });
  const at = 1_800_000_000;
  const timedHeaders = (time: string, signedTime = time) => ({
    'x-time': time,
    'x-signature': sign(`${signedTime}.${body}`),
  });
  it.each<[string, IncomingHttpHeaders, boolean]>([
    ['now', timedHeaders(String(at)), true],
    ['in milliseconds', timedHeaders(String(at * 1_000)), true],
    ['a minute ago', timedHeaders(String(at - 60)), true],
    ['sent again later', timedHeaders(String(at - 61)), false],
    ['from the future', timedHeaders(String(at + 61)), false],
    ['an old signature with a new time', timedHeaders(String(at), String(at - 600)), false],
    ['no time', { 'x-signature': sign(`${at}.${body}`) }, false],
    ['a time that is none', timedHeaders('now'), false],
  ])('with a time: %s', (_what, headers, expected) => {
    expect(passes(timed, { headers, body, at })).toBe(expected);
  });

  it('lets nobody in with an account that lost its secret', () => {
    const signature = createHmac('sha256', '').update(body).digest('hex');
    expect(passes(account('hmac', { header: 'X-Signature' }), { headers: { 'x-signature': signature }, body })).toBe(
      false,
    );
  });
});

describe('Standard Webhooks', () => {
  const body = '{"test": 2432232314}';
  const check = account('standard-webhooks', { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' });
  const right = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
  const at = 1_614_265_330;
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': String(at),
    'webhook-signature': right,
  };

  it.each<[string, Case, boolean]>([
    ['as its libraries test it', { headers, body, at }, true],
    ['among others', { headers: { ...headers, 'webhook-signature': `v1,AAAA v2,xyz ${right}` }, body, at }, true],
    ['another id', { headers: { ...headers, 'webhook-id': 'msg_1' }, body, at }, false],
    ['another time', { headers: { ...headers, 'webhook-timestamp': String(at + 1) }, body, at }, false],
    ['another body', { headers, body: '{"test":2432232314}', at }, false],
    ['another version', { headers: { ...headers, 'webhook-signature': right.replace('v1', 'v1a') }, body, at }, false],
    ['six minutes later', { headers, body, at: at + 360 }, false],
    ['no id', { headers: { ...headers, 'webhook-id': undefined }, body, at }, false],
    ['no signature', { headers: { ...headers, 'webhook-signature': undefined }, body, at }, false],
  ])('%s', (_what, request, expected) => {
    expect(passes(check, request)).toBe(expected);
  });
});

describe('a signature with its time, as Stripe sends it', () => {
  const body = '{\n  "id": "evt_test_webhook",\n  "object": "event"\n}';
  const check = account('stripe', { secret: 'whsec_test_secret', header: 'Stripe-Signature', tolerance: '300' });
  const at = 1_800_000_000;
  const sign = (text = `${at}.${body}`, key = 'whsec_test_secret') =>
    createHmac('sha256', key).update(text).digest('hex');
  const sent = (header: string | undefined, more: Partial<Case> = {}): Case => ({
    headers: { 'stripe-signature': header },
    body,
    at,
    ...more,
  });

  it('passes a signature that another program made', () => {
    // printf '1614265330.{"test": 2432232314}' | openssl dgst -sha256 -hmac whsec_test_secret
    const header = 't=1614265330,v1=10c96c6fd3f320fcfc264cdc4f476c15060ede8e8a08404cea2ddf3b72544a9c';
    const request = sent(header, { body: '{"test": 2432232314}', at: 1_614_265_330 });
    expect(passes(check, request)).toBe(true);
  });

  it.each<[string, Case, boolean]>([
    ['right', sent(`t=${at},v1=${sign()}`), true],
    ['with spaces and an older way', sent(`t=${at}, v1=${sign()}, v0=${sign('x')}`), true],
    ['the old secret first', sent(`t=${at},v1=${sign(undefined, 'old')},v1=${sign()}`), true],
    ['only the older way', sent(`t=${at},v0=${sign()}`), false],
    ['another secret', sent(`t=${at},v1=${sign(undefined, 'other')}`), false],
    ['a changed body', sent(`t=${at},v1=${sign()}`, { body: `${body} ` }), false],
    ['a new time', sent(`t=${at + 1},v1=${sign()}`), false],
    ['two times', sent(`t=${at},t=${at},v1=${sign()}`), false],
    ['no time', sent(`v1=${sign(`.${body}`)}`), false],
    ['a time that is none', sent(`t=now,v1=${sign(`now.${body}`)}`), false],
    ['five minutes ago', sent(`t=${at},v1=${sign()}`, { at: at + 300 }), true],
    ['longer ago', sent(`t=${at},v1=${sign()}`, { at: at + 301 }), false],
    ['cut short', sent(`t=${at},v1=${sign().slice(0, -2)}`), false],
    ['no signature', sent(`t=${at}`), false],
    ['no header', sent(undefined), false],
  ])('%s', (_what, request, expected) => {
    expect(passes(check, request)).toBe(expected);
  });

  it('lets nobody in without a secret of its own', () => {
    const header = `t=${at},v1=${createHmac('sha256', 'x').update(`${at}.${body}`).digest('hex')}`;
    expect(passes(account('stripe', {}), sent(header))).toBe(false);
  });
});

it('lets nobody in with an account of another kind', () => {
  const bearer: OpenConnection = { name: 'x', auth: { kind: 'bearer' }, secret: { token: 'a' }, hosts: [] };
  expect(passes(bearer, { headers: { authorization: 'Bearer a' } })).toBe(false);
});

const SLACK_BODY =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
