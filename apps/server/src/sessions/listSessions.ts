import type { Actor } from '../policies/can.ts';
import { deviceOf } from './deviceOf.ts';
import type { SessionDeps, SessionRow } from './sessionStore.ts';

export type SessionItem = Omit<SessionRow, 'userAgent'> & { device: string; isThis: boolean };

/** Where a person is signed in: this one first, then the one seen last. */
export async function listSessions(actor: Actor, { sessions, now }: SessionDeps): Promise<SessionItem[]> {
  const rows = await sessions.list(actor.id, new Date(now()));
  return rows
    .map(({ userAgent, ...row }) => ({ ...row, device: deviceOf(userAgent), isThis: row.id === actor.sessionId }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.seenAt.localeCompare(a.seenAt));
}
