import type { SessionStore } from '../../sessions/sessionStore.ts';
import type { Database } from '../database.ts';

/** On which every process hears, by the id of a session or a user, who has lost one, a membership or a role: the tables tell. */
export const ACCESS_CHANNEL = 'patchbay_access';

/** Sessions in PostgreSQL. Their tokens are never read here. */
export function createSessionStore({ prisma }: Pick<Database, 'prisma'>): SessionStore {
  const seen = { id: true, userAgent: true, ipAddress: true, createdAt: true, updatedAt: true } as const;
  return {
    async list(userId, now) {
      const rows = await prisma.session.findMany({ where: { userId, expiresAt: { gt: now } }, select: seen });
      return rows.map(({ id, userAgent, ipAddress, createdAt, updatedAt }) => ({
        id,
        userAgent,
        address: ipAddress === '' ? null : ipAddress,
        signedInAt: createdAt.toISOString(),
        seenAt: updatedAt.toISOString(),
      }));
    },

    async end(userId, id) {
      const { count } = await prisma.session.deleteMany({ where: { userId, id } });
      return count > 0;
    },

    async endOthers(userId, id) {
      const { count } = await prisma.session.deleteMany({ where: { userId, NOT: { id: id ?? '' } } });
      return count;
    },
  };
}
