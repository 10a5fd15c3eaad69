import { hkdfSync } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { hashIdentifier } from '../../vault/hashIdentifier.ts';
import type { authAdapter } from '../../store/authAdapter.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

export type AuthOptions = {
  adapter: ReturnType<typeof authAdapter>;
  /** 32 bytes; cookies are signed with a key made from it. */
  instanceKey: Uint8Array;
  /** The origin people reach this server by. */
  origin: string;
  /** What becomes of somebody who has just signed up, perhaps with the ticket of an invitation. */
  welcome(user: { id: string; name: string; email: string }, ticket: string | undefined): Promise<void>;
  /** Mails somebody the way to another password; absent where no mail is sent. */
  sendReset?: ((user: { email: string }, token: string) => Promise<void>) | undefined;
  onError(message: string): void;
};

/** The header in which our server tells better-auth who connected; what a client sends under this name is thrown away. */
export const ADDRESS_HEADER = 'x-patchbay-address';

export type Auth = ReturnType<typeof createAuth>;

/** Signing up, in and out by e-mail and password, under /api/auth. Sessions are rows, so ending one takes effect at once. */
export function createAuth({ adapter, instanceKey, origin, welcome, sendReset, onError }: AuthOptions) {
  return betterAuth({
    appName: 'Patchbay',
    baseURL: origin,
    basePath: '/api/auth',
    // Derived, so that the key that seals secrets is used for nothing else.
    secret: Buffer.from(hkdfSync('sha256', instanceKey, '', 'patchbay session cookies', 32)).toString('base64url'),
    database: adapter,
    // Our own check of origins stands before this one and knows all the names the server goes by.
    trustedOrigins: (request) => [request?.headers.get('origin')],
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: 60 * 60,
      // Whoever knew the old one is signed out with it.
      revokeSessionsOnPasswordReset: true,
      ...(sendReset && { sendResetPassword: ({ user, token }) => sendReset(user, token) }),
    },
    verification: { storeIdentifier: { hash: hashIdentifier } },
    session: { expiresIn: 60 * 60 * 24 * 30, updateAge: 60 * 60 * 24 },
    databaseHooks: {
      user: {
        create: {
          after: ({ id, name, email }, context) => {
            const ticket: unknown = context?.body?.ticket;
            return welcome({ id, name, email }, typeof ticket === 'string' ? ticket : undefined);
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Patchbay',
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
        backupCodeOptions: { amount: 10, storeBackupCodes: 'encrypted' },
      }),
    ],
    // Ours stand before it, and count at all processes together (`SignInLimits`).
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'patchbay',
      useSecureCookies: origin.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      // The answer does not wait for a mail: how long that takes would tell whether there is an account.
      backgroundTasks: { handler: (task) => void task.catch((error: unknown) => onError(String(error))) },
    },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => onError(message) },
  });
}
