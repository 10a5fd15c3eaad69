import type { SessionStore } from '../../sessions/sessionStore.ts';
import type { Database } from '../database.ts';

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
