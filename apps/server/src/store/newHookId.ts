import { randomBytes } from 'node:crypto';

/** 144 random bits: whoever knows it may start runs, so it cannot be guessed. */
export function newHookId(): string {
  return randomBytes(18).toString('base64url');
}
