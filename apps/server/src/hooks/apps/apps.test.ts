import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { SigningScheme, WebhookTrigger } from '@patchbay/connector';
import { describe, expect, it } from 'vitest';
import { eventsOf } from './eventsOf.ts';
import { greet } from './handshake.ts';
import { whyNotFromApp } from './isFromApp.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const seconds = String(now / 1_000);
const url = 'https://patchbay.example.com/hook/7fQ';
const body = Buffer.from('{"id":"evt_1"}');
const hmac = (algorithm: string, key: string, text: string) => createHmac(algorithm, key).update(text);
const keys = generateKeyPairSync('ed25519');
const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
const form = 'Body=Hi&From=%2B4915112345678&MessageSid=SM1';

/** How each app signs, as its documentation says. */
const signed: [scheme: SigningScheme['scheme'], secret: string, headers: Record<string, string>, body?: string][] = [
  ['github', 'k', { 'x-hub-signature-256': `sha256=${hmac('sha256', 'k', '{"id":"evt_1"}').digest('hex')}` }],
  ['meta', 'k', { 'x-hub-signature-256': `sha256=${hmac('sha256', 'k', '{"id":"evt_1"}').digest('hex')}` }],
  ['shopify', 'k', { 'x-shopify-hmac-sha256': hmac('sha256', 'k', '{"id":"evt_1"}').digest('base64') }],
  ['hmac', 'k', { 'typeform-signature': `sha256=${hmac('sha256', 'k', '{"id":"evt_1"}').digest('base64')}` }],
  ['telegram', 'k', { 'x-telegram-bot-api-secret-token': 'k' }],
  [
    'slack',
    'k',
    {
      'x-slack-request-timestamp': seconds,
      'x-slack-signature': `v0=${hmac('sha256', 'k', `v0:${seconds}:{"id":"evt_1"}`).digest('hex')}`,
    },
  ],
  [
    'stripe',
    'whsec_k',
    { 'stripe-signature': `t=${seconds},v1=${hmac('sha256', 'whsec_k', `${seconds}.{"id":"evt_1"}`).digest('hex')}` },
  ],
  [
    'standard',
    `whsec_${Buffer.from('k').toString('base64')}`,
    {
      'webhook-id': 'msg_1',
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${hmac('sha256', 'k', `msg_1.${seconds}.{"id":"evt_1"}`).digest('base64')}`,
    },
  ],
  [
    'twilio',
    'k',
    { 'x-twilio-signature': hmac('sha1', 'k', `${url}BodyHiFrom+4915112345678MessageSidSM1`).digest('base64') },
    form,
  ],
  [
    'discord',
    publicKey,
    {
      'x-signature-timestamp': seconds,
      'x-signature-ed25519': sign(null, Buffer.concat([Buffer.from(seconds), body]), keys.privateKey).toString('hex'),
    },
  ],
];

/** One that signs as many do. */
const typeform = { scheme: 'hmac', header: 'typeform-signature', prefix: 'sha256=', encoding: 'base64' } as const;
const signingOf = (scheme: SigningScheme['scheme']): SigningScheme => (scheme === 'hmac' ? typeform : { scheme });

describe.each(signed)('an event that %s signs', (...[scheme, secret, headers, text]) => {
  const bytes = text === undefined ? body : Buffer.from(text);
  const request = { headers, body: bytes, url, now };

  it('is taken', () => {
    expect(whyNotFromApp(signingOf(scheme), secret, request)).toBeUndefined();
  });

  it('is refused without its signature, with another secret, and where there is no secret', () => {
    expect(whyNotFromApp(signingOf(scheme), secret, { ...request, headers: {} })).toMatch(/\.$/);
    const other = scheme === 'discord' ? 'ab'.repeat(32) : scheme === 'standard' ? 'whsec_YWE=' : 'another';
    expect(whyNotFromApp(signingOf(scheme), other, request)).toMatch(/\.$/);
    expect(whyNotFromApp(signingOf(scheme), '', request)).toMatch(/\.$/);
  });

  // A token signs no bytes.
  if (scheme === 'telegram') return;

  it('is refused when a byte of it was changed', () => {
    const changed = Buffer.from(bytes);
    changed[changed.length - 2] = 88;
    expect(whyNotFromApp(signingOf(scheme), secret, { ...request, body: changed })).toMatch(/\.$/);
  });
});

it.each(['slack', 'stripe', 'standard', 'discord'] as const)(
  'refuses an event of %s that was copied and sent later',
  (scheme) => {
    const [, secret = '', headers = {}] = signed.find(([known]) => known === scheme) ?? [];
    expect(whyNotFromApp(signingOf(scheme), secret, { headers, body, url, now: now + 6 * 60_000 })).toMatch(
      /too long ago/,
    );
  },
);

describe('an app that asks whether the address is ours', () => {
  const knock = { method: 'POST', query: '', body: undefined, word: undefined };
  const meta = { handshake: 'meta' } as const;
  const asked = { ...knock, method: 'GET', query: 'hub.mode=subscribe&hub.challenge=42&hub.verify_token=sesame' };

  it.each<[string, WebhookTrigger, Parameters<typeof greet>[1], string | undefined]>([
    ['Slack', { handshake: 'slack' }, { ...knock, body: { type: 'url_verification', challenge: 'c1' } }, 'c1'],
    ['Slack, with an event', { handshake: 'slack' }, { ...knock, body: { type: 'event_callback' } }, undefined],
    ['Microsoft', { handshake: 'microsoft' }, { ...knock, query: 'validationToken=a%20b' }, 'a b'],
    ['Meta, with the word', meta, { ...asked, word: 'sesame' }, '42'],
    ['Meta, with another word', meta, { ...asked, word: 'other' }, 'This is not the word that was agreed on.'],
    ['Meta, where no word was agreed on', meta, asked, 'This is not the word that was agreed on.'],
    ['an app that asks nothing', {}, knock, undefined],
  ])('is answered: %s', (...[, webhook, question, said]) => {
    expect(greet(webhook, question)?.body).toBe(said);
  });
});

describe('the events of a delivery', () => {
  const issues: WebhookTrigger = {
    only: [
      { at: 'header:x-event', is: ['issues'] },
      { at: 'action', from: 'actions' },
    ],
    dedupe: 'header:x-delivery',
  };
  const headers = { 'x-event': 'issues', 'x-delivery': 'd1' };

  it('are those of the kind that was asked for, and of the kinds that were typed in', () => {
    const came = (input: Record<string, string[]>) =>
      eventsOf({ webhook: issues, input }, { headers, body: { action: 'opened' } });
    expect(came({ actions: ['opened', 'closed'] })).toEqual([{ payload: { action: 'opened' }, key: 'd1' }]);
    expect(came({})).toHaveLength(1);
    expect(came({ actions: ['closed'] })).toEqual([]);
    expect(eventsOf({ webhook: issues, input: {} }, { headers: {}, body: {} })).toEqual([]);
  });

  it('are taken apart where one delivery has many', () => {
    const webhook: WebhookTrigger = { split: 'entry', dedupe: 'id', output: 'value' };
    const body = { entry: [{ id: 1, value: 'a' }, { id: 2, value: 'b' }, { id: 3 }] };
    expect(eventsOf({ webhook, input: {} }, { headers: {}, body })).toEqual([
      { payload: 'a', key: '1' },
      { payload: 'b', key: '2' },
    ]);
    expect(eventsOf({ webhook, input: {} }, { headers: {}, body: { entry: 'none' } })).toEqual([]);
    const nested = { entry: [{ changes: [{ value: { messages: [{ id: 'm1' }, { id: 'm2' }] } }, { value: {} }] }] };
    const messages = { webhook: { split: 'entry.changes.value.messages', dedupe: 'id' }, input: {} };
    expect(eventsOf(messages, { headers: {}, body: nested }).map(({ key }) => key)).toEqual(['m1', 'm2']);
  });
});
