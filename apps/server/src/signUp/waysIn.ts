import type { SignUpDeps } from './signUpDeps.ts';

/**
 * How people get in here. `signUp`: `open`, the form makes an account at once; `by-mail`, they are sent a link first;
 * `invited`, only who was invited may. `resetByMail`: whether a forgotten password can be set anew by mail.
 * `isFirst`: nobody has an account here yet.
 */
export type WaysIn = { signUp: 'open' | 'by-mail' | 'invited'; resetByMail: boolean; isFirst: boolean };

/** What the pages before signing in offer. */
export async function waysIn({
  signUpMode,
  sendMail,
  users,
}: Pick<SignUpDeps, 'signUpMode' | 'sendMail' | 'users'>): Promise<WaysIn> {
  const resetByMail = sendMail !== undefined;
  if (!(await users.hasAny())) return { signUp: 'open', resetByMail, isFirst: true };
  if (signUpMode === 'invited') return { signUp: 'invited', resetByMail, isFirst: false };
  return { signUp: resetByMail ? 'by-mail' : 'open', resetByMail, isFirst: false };
}
