import { randomBytes, randomUUID } from 'node:crypto';
import type { SignUpDeps } from '../../signUp/signUpDeps.ts';
import { hashIdentifier } from '../../vault/hashIdentifier.ts';
import type { PasswordResets } from '../../workspaces/makeResetLink.ts';
import type { Database } from '../database.ts';
import { readRole } from './readRole.ts';

/** Whether there are users, and who has an address. */
export function createUserRows({ prisma }: Pick<Database, 'prisma'>): SignUpDeps['users'] {
  return {
    hasAny: async () => (await prisma.user.findFirst({ select: { id: true } })) !== null,
    findByEmail: (email) => prisma.user.findFirst({ where: { email }, select: { id: true } }),
    async endTwoFactor(userId) {
      await prisma.$transaction([
        prisma.twoFactor.deleteMany({ where: { userId } }),
        prisma.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } }),
      ]);
    },
  };
}

/** Rows that let somebody choose another password once, as better-auth reads them. */
export function createPasswordResets({ prisma }: Pick<Database, 'prisma'>): PasswordResets {
  return {
    async rolesOf(userId) {
      const members = await prisma.member.findMany({ where: { userId }, select: { workspaceId: true, role: true } });
      return members.map(({ workspaceId, role }) => ({ workspaceId, role: readRole(role) }));
    },

    async create(userId, expiresAt) {
      const token = randomBytes(24).toString('base64url');
      const identifier = await hashIdentifier(`reset-password:${token}`);
      await prisma.verification.create({ data: { id: randomUUID(), identifier, value: userId, expiresAt } });
      return token;
    },
  };
}
