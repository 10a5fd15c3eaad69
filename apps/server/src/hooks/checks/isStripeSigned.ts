import { createHmac, timingSafeEqual } from 'node:crypto';
import { timeProblem } from './isSigned.ts';
import type { SentRequest } from './whyRefused.ts';

/** More signatures than a secret that is being changed ever has: the rest is not looked at. */
const MOST_SIGNATURES = 10;

/**
 * Checks a request as Stripe signs it: a header `t=time,v1=signature`, hex of HMAC-SHA256 over `time.body`, several `v1`
 * while a secret is being changed. Undefined where one is right, else why not.
 */
export function isStripeSigned(
  { secret = '', header = 'Stripe-Signature', tolerance }: Record<string, string>,
  { headers, body }: SentRequest,
  now: number,
): string | undefined {
  if (secret.trim() === '') return 'The account has no secret. Connect it again.';
  const given = headers[header.trim().toLowerCase()];
  if (typeof given !== 'string' || given === '') return `It has no header ${header}.`;
  const parts = given.split(',').map((part) => part.trim());
  const times = parts.filter((part) => part.startsWith('t='));
  // Two times would leave open which one was signed.
  if (times.length > 1) return `Its header ${header} names two times.`;
  const time = times[0]?.slice('t='.length);
  const problem = timeProblem(time, { tolerance, now });
  if (problem !== undefined) return problem;
  const expected = createHmac('sha256', secret.trim())
    .update(`${time}.`)
    .update(body ?? '')
    .digest();
  const signatures = parts.filter((part) => part.startsWith('v1=')).slice(0, MOST_SIGNATURES);
  const isRight = signatures.some((signature) => {
    const text = signature.slice('v1='.length);
    const found = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
    return found !== undefined && timingSafeEqual(found, expected);
  });
  return isRight ? undefined : 'Its signature does not fit its body. Compare the secret on both sides.';
}
