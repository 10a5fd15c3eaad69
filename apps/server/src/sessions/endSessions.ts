import { AppError } from '../errors.ts';
import type { Actor } from '../policies/can.ts';
import type { SessionDeps } from './sessionStore.ts';

/** Signs a person out somewhere. */
export async function endSession(
  { sessionId }: { sessionId: string },
  actor: Actor,
  { sessions }: Pick<SessionDeps, 'sessions'>,
): Promise<void> {
  if (!(await sessions.end(actor.id, sessionId))) throw new AppError('not_found');
}

/** Signs a person out everywhere but here. */
export async function endOtherSessions(
  actor: Actor,
  { sessions }: Pick<SessionDeps, 'sessions'>,
): Promise<{ ended: number }> {
  return { ended: await sessions.endOthers(actor.id, actor.sessionId) };
}
