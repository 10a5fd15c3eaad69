import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SentRequest } from './whyRefused.ts';

const ALGORITHMS = new Set(['sha1', 'sha256', 'sha512']);
const DEFAULT_TOLERANCE_S = 300;

/**
 * Checks an HMAC over the body as it came, alone or with the time of sending before it. Undefined where it is right, else
 * why not, in a sentence.
 */
export function isSigned(secret: Record<string, string>, request: SentRequest, now: number): string | undefined {
  const { header = '', prefix = '', algorithm = 'sha256', encoding = 'hex', signs = 'body' } = secret;
  const key = secret.secret ?? '';
  if (key === '' || !ALGORITHMS.has(algorithm)) return 'The account has no secret or algorithm. Connect it again.';
  const given = textOf(request, header);
  if (given === undefined) return `It has no header ${header}.`;
  if (!given.startsWith(prefix)) return `Its header ${header} does not begin with ${prefix}.`;
  if (signs !== 'body' && (secret.timestampHeader ?? '').trim() === '')
    return 'The account does not say in which header the time stands. Connect it again.';
  const time = signs === 'body' ? undefined : textOf(request, secret.timestampHeader ?? '');
  if (signs !== 'body') {
    const problem = timeProblem(time, { tolerance: secret.tolerance, now });
    if (problem !== undefined) return problem;
  }
  const expected = createHmac(algorithm, key)
    .update(before(signs, time ?? ''))
    .update(request.body ?? '')
    .digest();
  const found = decode(given.slice(prefix.length), encoding);
  const isRight = found?.length === expected.length && timingSafeEqual(found, expected);
  return isRight ? undefined : 'Its signature does not fit its body. Compare the secret on both sides.';
}

/** Why a request's own time makes it one that is not taken; undefined for a time that is near enough. */
export function timeProblem(
  time: string | undefined,
  { tolerance, now }: { tolerance: string | undefined; now: number },
): string | undefined {
  if (time === undefined) return 'It does not say when it was sent.';
  if (!/^\d{1,16}$/.test(time)) return 'Its time of sending is not a number of seconds.';
  const allowed = Number(tolerance ?? DEFAULT_TOLERANCE_S);
  const seconds = time.length > 11 ? Number(time) / 1_000 : Number(time);
  const isNear =
    Math.abs(now / 1_000 - seconds) <= (Number.isFinite(allowed) && allowed > 0 ? allowed : DEFAULT_TOLERANCE_S);
  return isNear ? undefined : 'It was sent too long ago, or its clock is wrong: it may be a copy of an earlier one.';
}

function before(signs: string, time: string): string {
  if (signs === 'timestamp.body') return `${time}.`;
  return signs === 'v0:timestamp:body' ? `v0:${time}:` : '';
}

function textOf({ headers }: SentRequest, name: string): string | undefined {
  const value = headers[name.trim().toLowerCase()];
  return typeof value === 'string' && value !== '' ? value.trim() : undefined;
}

/** The bytes of a signature; undefined for text that is not written as it should be. */
function decode(text: string, encoding: string): Buffer | undefined {
  if (encoding === 'base64') return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
  return /^(?:[0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
}
