import { isSet, postAuth } from './postAuth.ts';

/** Signs in with the cookie as result, or asks for a code first. Throws `AuthError`. */
export async function signIn(account: { email: string; password: string }): Promise<'in' | 'code'> {
  return isSet(await postAuth('sign-in/email', account), 'twoFactorRedirect') ? 'code' : 'in';
}

/** Ends the sign-in that waits for a code, of the app or one of the recovery codes. Throws `AuthError`. */
export async function signInWithCode(kind: 'app' | 'recovery', code: string): Promise<void> {
  const typed = code.replace(/\s+/g, '');
  await postAuth(kind === 'app' ? 'two-factor/verify-totp' : 'two-factor/verify-backup-code', { code: typed });
}

/** Makes an account and signs in. `ticket`: what an invitation's link, or a mail, carried. Throws `AuthError`. */
export async function signUp(account: {
  name: string;
  email: string;
  password: string;
  ticket?: string;
}): Promise<void> {
  await postAuth('sign-up/email', account);
}

/** Ends the session of this browser. Throws `AuthError`. */
export async function signOut(): Promise<void> {
  await postAuth('sign-out', {});
}
