import type { SharedWith } from '../policies/mayUse.ts';
import type { Database } from './database.ts';

type Sharing = { workspaceId: string; connectionId: string; sharedWith: SharedWith };

/** Keeps who may use an account besides whoever connected it. False when the workspace has no such account. */
export function keepShares(
  prisma: Database['prisma'],
  { workspaceId, connectionId, sharedWith }: Sharing,
): Promise<boolean> {
  const people = sharedWith === 'workspace' ? [] : sharedWith;
  return prisma.$transaction(async (client) => {
    const where = { id: connectionId, workspaceId };
    const data = { sharedWith: sharedWith === 'workspace' ? 'workspace' : 'people' };
    const { count } = await client.connection.updateMany({ where, data });
    if (count === 0) return false;
    await client.connectionShare.deleteMany({ where: { connectionId } });
    await client.connectionShare.createMany({ data: people.map((userId) => ({ connectionId, workspaceId, userId })) });
    return true;
  });
}
