import { fieldOf, textOf } from './field.ts';
import { postAuth } from './postAuth.ts';

/** Asks for a mail with a link to make an account. Throws `AuthError`. */
export async function askForAccount(email: string): Promise<void> {
  await postAuth('ask-for-account', { email });
}

/** Asks for a mail with a link to choose another password. Throws `AuthError`. */
export async function askForPassword(email: string): Promise<void> {
  await postAuth('request-password-reset', { email });
}

/** Chooses another password with what the link carried. Throws `AuthError`. */
export async function choosePassword(token: string, newPassword: string): Promise<void> {
  await postAuth('reset-password', { token, newPassword });
}

/** Changes the password, which signs out everywhere else. Throws `AuthError`. */
export async function changePassword(passwords: { currentPassword: string; newPassword: string }): Promise<void> {
  await postAuth('change-password', passwords);
}

/** What an authenticator app is given, and the codes for when it is lost. Shown once. */
export type TwoFactorSetup = { address: string; recoveryCodes: string[] };

/** Begins to set up codes; they are asked for once `confirmTwoFactor` was given one. Throws `AuthError`. */
export async function beginTwoFactor(password: string): Promise<TwoFactorSetup> {
  const answer = await postAuth('two-factor/enable', { password });
  return { address: textOf(answer, 'totpURI') ?? '', recoveryCodes: codesIn(answer) };
}

/** Shows that the app gives the right codes: from now on signing in asks for them. Throws `AuthError`. */
export async function confirmTwoFactor(code: string): Promise<void> {
  await postAuth('two-factor/verify-totp', { code: code.replace(/\s+/g, '') });
}

/** Signing in asks for the password only. Throws `AuthError`. */
export async function endTwoFactor(password: string): Promise<void> {
  await postAuth('two-factor/disable', { password });
}

/** Other recovery codes; the ones from before are worth nothing then. Throws `AuthError`. */
export async function newRecoveryCodes(password: string): Promise<string[]> {
  return codesIn(await postAuth('two-factor/generate-backup-codes', { password }));
}

function codesIn(answer: unknown): string[] {
  const codes = fieldOf(answer, 'backupCodes');
  return Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : [];
}
