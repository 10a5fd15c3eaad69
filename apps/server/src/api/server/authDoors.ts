import { z } from 'zod';
import type { DoorKind } from './SignInLimits.ts';

/** One thing that can be asked under /api/auth: what it takes, and how it is limited. */
export type Door = { kind: DoorKind; body: z.ZodType<Record<string, unknown>> };

const email = z.string().trim().min(1).max(254);
const password = z.string().max(1_000);
const code = z.string().trim().min(1).max(40);

/**
 * All of better-auth that is open to anybody, and what is asked of us beside it. It offers more; what is not named here is
 * not there. Each takes only the fields named, so no option of better-auth's can be set from outside.
 */
export const authDoors: Readonly<Record<string, Door>> = {
  '/sign-up/email': {
    kind: 'signUp',
    body: z.object({
      name: z.string().trim().min(1).max(120),
      email,
      password,
      ticket: z.string().max(1_000).optional(),
    }),
  },
  '/ask-for-account': { kind: 'mail', body: z.object({ email: z.email().max(254) }) },
  '/sign-in/email': { kind: 'signIn', body: z.object({ email, password }) },
  '/sign-out': { kind: 'other', body: z.object({}) },
  '/request-password-reset': { kind: 'mail', body: z.object({ email }) },
  '/reset-password': { kind: 'other', body: z.object({ token: z.string().min(1).max(200), newPassword: password }) },
  '/change-password': {
    kind: 'password',
    body: z
      .object({ currentPassword: password, newPassword: password })
      .transform((passwords) => ({ ...passwords, revokeOtherSessions: true })),
  },
  '/two-factor/enable': { kind: 'password', body: z.object({ password }) },
  '/two-factor/disable': { kind: 'password', body: z.object({ password }) },
  '/two-factor/generate-backup-codes': { kind: 'password', body: z.object({ password }) },
  // Without a session, better-auth counts the tries of each sign-in, and of each account.
  '/two-factor/verify-totp': { kind: 'password', body: z.object({ code }) },
  '/two-factor/verify-backup-code': { kind: 'password', body: z.object({ code }) },
};
