import { textOf } from './field.ts';

/** Why signing in, up or out did not work, as a sentence for a person. */
class AuthError extends Error {
  override name = 'AuthError';
}

const sentences: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'This e-mail and password do not belong together.',
  INVALID_EMAIL: 'This is not an e-mail address.',
  USER_ALREADY_EXISTS: 'There is already an account with this e-mail. Sign in instead.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'There is already an account with this e-mail. Sign in instead.',
  PASSWORD_TOO_SHORT: 'The password is too short. Use 8 characters or more.',
  PASSWORD_TOO_LONG: 'The password is too long. Use 128 characters or fewer.',
};

/** Signs in with the cookie as result. Throws `AuthError`. */
export async function signIn(account: { email: string; password: string }): Promise<void> {
  await post('sign-in/email', account);
}

/** Makes an account and signs in. Throws `AuthError`. */
export async function signUp(account: { name: string; email: string; password: string }): Promise<void> {
  await post('sign-up/email', account);
}

/** Ends the session of this browser. Throws `AuthError`. */
export async function signOut(): Promise<void> {
  await post('sign-out', {});
}

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new AuthError('The server did not answer. Check the connection, then try again.', { cause });
  });
  if (!response.ok) throw new AuthError(await reason(response));
}

async function reason(response: Response): Promise<string> {
  if (response.status === 429) return 'That was a lot of tries. Wait a minute, then try again.';
  const refusal: unknown = await response.json().catch(() => undefined);
  const known = sentences[textOf(refusal, 'code') ?? ''];
  return known ?? textOf(refusal, 'message') ?? 'The server could not do this. Try again.';
}
