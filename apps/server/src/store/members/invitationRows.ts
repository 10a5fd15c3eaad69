import type { InvitationStore } from '../../invitations/invitationStore.ts';
import type { Database } from '../database.ts';
import { isUuid } from '../runFilter.ts';
import { noteIn } from './changeRows.ts';
import { readRole } from './readRole.ts';

/** Invitations in PostgreSQL. */
export function createInvitationStore({ prisma }: Pick<Database, 'prisma'>): InvitationStore {
  const namesOf = async (ids: readonly string[]) => {
    const users = await prisma.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
    return new Map(users.map(({ id, name }) => [id, name]));
  };
  return {
    async list(workspaceId) {
      const rows = await prisma.invitation.findMany({ where: { workspaceId }, orderBy: { createdAt: 'desc' } });
      const names = await namesOf(rows.map(({ invitedBy }) => invitedBy));
      return rows.map((row) => viewOf(row, names));
    },

    async find(id) {
      if (!isUuid(id)) return null;
      const row = await prisma.invitation.findFirst({ where: { id }, include: { workspace: true } });
      if (row === null) return null;
      const names = await namesOf([row.invitedBy]);
      return { ...viewOf(row, names), workspaceId: row.workspaceId, workspaceName: row.workspace.name };
    },

    create({ workspaceId, email, role, userId: invitedBy, expiresAt }) {
      const data = { workspaceId, email, role, invitedBy, expiresAt };
      return prisma.$transaction(async (transaction) => {
        // Not an update: the link of the earlier one must not lead to this one.
        await transaction.invitation.deleteMany({ where: { workspaceId, email } });
        return transaction.invitation.create({ data, select: { id: true } });
      });
    },

    async renew({ workspaceId, id }, expiresAt) {
      const { count } = await prisma.invitation.updateMany({ where: { workspaceId, id }, data: { expiresAt } });
      return count > 0;
    },

    async noteMailed(id, mailedAt) {
      await prisma.invitation.updateMany({ where: { id }, data: { mailedAt } });
    },

    async remove(workspaceId, id) {
      if (!isUuid(id)) return null;
      const row = await prisma.invitation.findFirst({ where: { workspaceId, id }, select: { email: true } });
      const { count } = await prisma.invitation.deleteMany({ where: { workspaceId, id } });
      return count > 0 ? row : null;
    },

    accept({ id, userId, now }) {
      return prisma.$transaction(async (transaction) => {
        const row = await transaction.invitation.findUnique({ where: { id } });
        // Of two that accept at once, the second finds nothing to take away.
        const { count } = await transaction.invitation.deleteMany({ where: { id, expiresAt: { gt: now } } });
        if (row === null || count === 0) return null;
        const { workspaceId, role } = row;
        const place = { workspaceId_userId: { workspaceId, userId } };
        const member = await transaction.member.upsert({
          where: place,
          update: {},
          create: { workspaceId, userId, role },
        });
        await noteIn(transaction, { workspaceId, userId, kind: 'member.joined', subject: row.email });
        return { workspaceId, role: readRole(member.role) };
      });
    },
  };
}

type Row = {
  id: string;
  email: string;
  role: string;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
  mailedAt: Date | null;
};

function viewOf(row: Row, names: ReadonlyMap<string, string>) {
  return {
    id: row.id,
    email: row.email,
    role: readRole(row.role),
    invitedBy: names.get(row.invitedBy) ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    mailedAt: row.mailedAt?.toISOString() ?? null,
  };
}
