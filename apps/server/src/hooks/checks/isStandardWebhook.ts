import { createHmac, timingSafeEqual } from 'node:crypto';
import { timeProblem } from './isSigned.ts';
import type { SentRequest } from './whyRefused.ts';

/**
 * Checks a request as standardwebhooks.com says: base64 of HMAC-SHA256 over `id.timestamp.body`, several signatures with
 * spaces between them while a secret is being changed. Undefined where one is right, else why not.
 */
export function isStandardWebhook(
  { secret = '' }: Record<string, string>,
  { headers, body }: SentRequest,
  now: number,
): string | undefined {
  const key = Buffer.from(secret.trim().replace(/^whsec_/, ''), 'base64');
  if (key.length === 0) return 'The account has no secret. Connect it again.';
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures } = headers;
  if (typeof id !== 'string' || typeof time !== 'string' || typeof signatures !== 'string' || id === '') {
    return 'It lacks one of the headers webhook-id, webhook-timestamp and webhook-signature.';
  }
  const problem = timeProblem(time, { tolerance: undefined, now });
  if (problem !== undefined) return problem;
  const expected = createHmac('sha256', key)
    .update(`${id}.${time}.`)
    .update(body ?? '')
    .digest();
  const isRight = signatures.split(' ').some((signature) => {
    const given = signature.startsWith('v1,') ? Buffer.from(signature.slice(3), 'base64') : undefined;
    return given?.length === expected.length && timingSafeEqual(given, expected);
  });
  return isRight ? undefined : 'Its signature does not fit its body. Compare the secret on both sides.';
}
