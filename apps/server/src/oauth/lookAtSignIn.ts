import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { Outcome } from './attempts.ts';
import { pollSignIn } from './finishSignIn.ts';
import type { OAuthDeps } from './oauthDeps.ts';

/** How a sign-in stands that this person began: its outcome, or null while they are away. */
export async function lookAtSignIn(
  { attemptId }: { attemptId: string },
  { workspaceId, userId }: Access<'connection.create'>,
  deps: OAuthDeps,
): Promise<{ outcome: Outcome | null }> {
  const attempt = await deps.attempts.find(workspaceId, attemptId);
  if (attempt === null || attempt.userId !== userId) throw new AppError('not_found');
  const outcome = await pollSignIn(attempt, deps);
  if (outcome !== undefined) return { outcome };
  if (attempt.expiresAt > deps.now()) return { outcome: null };
  return { outcome: { kind: 'refused', problem: 'Nobody came back from the provider in time. Begin again.' } };
}
