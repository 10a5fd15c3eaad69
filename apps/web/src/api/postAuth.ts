import { t } from '../texts/t.ts';
import { fieldOf, textOf } from './field.ts';

/** Why signing in, up or out, or a change of how one signs in, did not work, as a sentence for a person. */
class AuthError extends Error {
  override name = 'AuthError';
}

const sentences: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: t('This e-mail and password do not belong together.'),
  INVALID_EMAIL: t('This is not an e-mail address.'),
  INVALID_PASSWORD: t('This is not your password.'),
  USER_ALREADY_EXISTS: t('An account cannot be made with this e-mail. Sign in instead.'),
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: t('An account cannot be made with this e-mail. Sign in instead.'),
  PASSWORD_TOO_SHORT: t('The password is too short. Use 8 characters or more.'),
  PASSWORD_TOO_LONG: t('The password is too long. Use 200 characters or fewer.'),
  INVALID_TOKEN: t('This link was used before, or is too old. Ask for a new one.'),
  INVALID_CODE: t('This is not the code of now. Type the one that the app shows.'),
  INVALID_BACKUP_CODE: t('This is none of your recovery codes, or it was used before.'),
  INVALID_TWO_FACTOR_COOKIE: t('This took too long. Type your password once more.'),
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: t('That were too many wrong codes. Type your password once more.'),
};

/** Posts to the server's doors for signing in; gives what it answers. Throws `AuthError`. */
export async function postAuth(path: string, body: object): Promise<unknown> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new AuthError(t('The server did not answer. Check the connection, then try again.'), { cause });
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new AuthError(reason(response, answer));
  return answer;
}

function reason(response: Response, refusal: unknown): string {
  if (response.status === 429)
    return t('That was a lot of tries. {wait}', { wait: waitWords(response.headers.get('retry-after')) });
  const known = sentences[textOf(refusal, 'code') ?? ''];
  return known ?? textOf(refusal, 'message') ?? t('The server could not do this. Try again.');
}

/** How long to wait, in words. */
export function waitWords(retryAfter: string | null): string {
  const seconds = Number(retryAfter);
  if (!(seconds > 0)) return t('Wait a minute, then try again.');
  if (seconds <= 90) return t('Wait {ceil} seconds, then try again.', { ceil: Math.ceil(seconds) });
  return t('Wait {ceil} minutes, then try again.', { ceil: Math.ceil(seconds / 60) });
}

/** Whether a field of an answer is true. */
export function isSet(answer: unknown, name: string): boolean {
  return fieldOf(answer, name) === true;
}
