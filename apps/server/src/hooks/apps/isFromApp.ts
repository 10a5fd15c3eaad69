import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { SigningScheme } from '@patchbay/connector';
import { isSigned, timeProblem } from '../checks/isSigned.ts';
import { isStandardWebhook } from '../checks/isStandardWebhook.ts';
import { isStripeSigned } from '../checks/isStripeSigned.ts';

/** A request as it came; `url` is the address the app was given, for those that sign it. */
export type AppRequest = { headers: IncomingHttpHeaders; body: Buffer; url: string; now: number };

/** Why a request is not from the app, in a sentence for the people who draw the flow. Undefined for one that is. */
export function whyNotFromApp(signing: SigningScheme, secret: string, request: AppRequest): string | undefined {
  const { now } = request;
  if (secret.trim() === '') return 'The secret by which the app signs is not known yet.';
  switch (signing.scheme) {
    case 'stripe':
      return isStripeSigned({ secret }, request, now);
    case 'standard':
      return isStandardWebhook({ secret }, request, now);
    case 'github':
    case 'meta':
      return isSigned({ secret, header: 'x-hub-signature-256', prefix: 'sha256=' }, request, now);
    case 'hmac': {
      const { scheme: _scheme, ...how } = signing;
      return isSigned({ ...how, secret }, request, now);
    }
    case 'slack':
      return isSigned({ ...SLACK, secret }, request, now);
    case 'shopify':
      return isSigned({ secret, header: 'x-shopify-hmac-sha256', encoding: 'base64' }, request, now);
    case 'twilio':
      return isTwilioSigned(secret, request);
    case 'discord':
      return isDiscordSigned(secret, request) ?? timeProblem(timeOf(request), { tolerance: undefined, now });
    case 'telegram':
      return hasToken(request.headers['x-telegram-bot-api-secret-token'], secret);
    case 'token':
      return hasToken(request.headers['x-webhook-token'] ?? request.headers.authorization, secret);
  }
}

const SLACK = {
  header: 'x-slack-signature',
  prefix: 'v0=',
  signs: 'v0:timestamp:body',
  timestampHeader: 'x-slack-request-timestamp',
};

const UNFIT = 'Its signature does not fit. Compare the secret on both sides.';

function hasToken(given: string | string[] | undefined, secret: string): string | undefined {
  if (typeof given !== 'string') return 'It has no secret token.';
  return isSame(Buffer.from(given), Buffer.from(secret)) ? undefined : 'Its secret token is another one.';
}

/** HMAC-SHA1 over the address and, for a form, its fields by name, each behind its name. */
function isTwilioSigned(secret: string, { headers, body, url }: AppRequest): string | undefined {
  const given = headers['x-twilio-signature'];
  if (typeof given !== 'string') return 'It has no header X-Twilio-Signature.';
  const fields = [...new URLSearchParams(body.toString('utf8'))].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const signed = fields.reduce((text, [name, value]) => `${text}${name}${value}`, url);
  const expected = createHmac('sha1', secret).update(signed, 'utf8').digest();
  return isSame(Buffer.from(given, 'base64'), expected) ? undefined : UNFIT;
}

/** Discord signs its time, and says nothing of how old it may be. */
function timeOf({ headers }: AppRequest): string | undefined {
  return [headers['x-signature-timestamp']].flat()[0];
}

/** DER's way of saying that the 32 bytes behind it are an Ed25519 key. */
const ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** Ed25519 over the time and the body. The app's public key is no secret, and takes its place. */
function isDiscordSigned(publicKey: string, { headers, body }: AppRequest): string | undefined {
  const [signature, time] = [headers['x-signature-ed25519'], headers['x-signature-timestamp']];
  if (typeof signature !== 'string' || typeof time !== 'string') return 'It has no signature.';
  if (!/^[0-9a-f]{64}$/i.test(publicKey.trim())) return 'The public key of the app is not one. Copy it again.';
  const der = Buffer.concat([ED25519, Buffer.from(publicKey.trim(), 'hex')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const isRight = verify(null, Buffer.concat([Buffer.from(time), body]), key, Buffer.from(signature, 'hex'));
  return isRight ? undefined : UNFIT;
}

function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
