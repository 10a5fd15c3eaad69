import { roles } from '../policies/can.ts';
import type { WorkspaceStore } from '../workspaces/workspaceStore.ts';
import type { Database } from './database.ts';
import { changeMember } from './members/changeMember.ts';
import { noteIn } from './members/changeRows.ts';
import { readRole } from './members/readRole.ts';

/** Workspaces and members in PostgreSQL. */
export function createWorkspaceStore({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>): WorkspaceStore {
  return {
    async findActor(userId) {
      const user = await prisma.user.findUnique({
        where: { id: userId },
        select: { id: true, name: true, email: true, members: { select: { workspaceId: true, role: true } } },
      });
      if (user === null) return null;
      const { members, ...who } = user;
      return { ...who, memberships: members.map(({ workspaceId, role }) => ({ workspaceId, role: readRole(role) })) };
    },

    async listFor(userId) {
      const members = await prisma.member.findMany({
        where: { userId },
        orderBy: { createdAt: 'asc' },
        select: { role: true, workspace: { select: { id: true, name: true } } },
      });
      return members.map(({ role, workspace }) => ({ ...workspace, role: readRole(role) }));
    },

    listAll: () => prisma.workspace.findMany({ orderBy: { createdAt: 'asc' }, select: { id: true, name: true } }),

    async rename(workspaceId, name) {
      await prisma.workspace.update({ where: { id: workspaceId }, data: { name } });
    },

    async members(workspaceId) {
      const members = await prisma.member.findMany({
        where: { workspaceId },
        select: {
          role: true,
          createdAt: true,
          user: { select: { id: true, name: true, email: true, twoFactorEnabled: true } },
        },
      });
      return members
        .map(({ role, createdAt, user: { id: userId, name, email, twoFactorEnabled } }) => ({
          userId,
          name,
          email,
          role: readRole(role),
          joinedAt: createdAt.toISOString(),
          hasTwoFactor: twoFactorEnabled,
        }))
        .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.joinedAt.localeCompare(b.joinedAt));
    },

    async createFor({ id, name, workspaceName: given }) {
      const data = { name: given ?? workspaceName(name), members: { create: { userId: id, role: 'owner' as const } } };
      return prisma.$transaction(async (transaction) => {
        const made = await transaction.workspace.create({ data, select: { id: true } });
        if (given !== undefined) {
          const change = { workspaceId: made.id, userId: id, subject: given };
          await noteIn(transaction, { ...change, kind: 'workspace.created' });
        }
        return made;
      });
    },

    changeMember: (place, decide) => changeMember(pool, place, decide),
  };
}

function workspaceName(userName: string): string {
  const first = userName.trim().split(/\s+/)[0] || 'My';
  return first === 'My' ? 'My workspace' : `${first.slice(0, 60)}'s workspace`;
}
