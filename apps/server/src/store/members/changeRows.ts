import { changeKinds } from '../../changes/changeKinds.ts';
import type { ChangeStore } from '../../changes/changeStore.ts';
import type { Database } from '../database.ts';
import { isUuid } from '../runFilter.ts';

const LONGEST_NAME = 300;

/** Notes of changes in PostgreSQL. Their ids are UUIDv7, so the id is also the time. */
export function createChangeStore({ prisma }: Pick<Database, 'prisma'>): ChangeStore {
  return {
    async note({ workspaceId, userId, kind, subject, subjectId, detail }) {
      const user = await prisma.user.findFirst({ where: { id: userId }, select: { name: true } });
      const userName = user?.name ?? 'Somebody';
      const about = { subject: subject.slice(0, LONGEST_NAME), subjectId: subjectId ?? null, detail: detail ?? null };
      await prisma.changeNote.create({ data: { workspaceId, userId, userName, kind, ...about } });
    },

    async list({ workspaceId, search, kinds, cursor, limit }) {
      const contains = { contains: search ?? '', mode: 'insensitive' } as const;
      const rows = await prisma.changeNote.findMany({
        where: {
          workspaceId,
          ...(kinds && { kind: { in: [...kinds] } }),
          ...(search && { OR: [{ subject: contains }, { userName: contains }, { detail: contains }] }),
          ...(cursor && isUuid(cursor) && { id: { lt: cursor } }),
        },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      const items = rows.slice(0, limit).flatMap((row) => {
        const kind = changeKinds.find((known) => known === row.kind);
        const { id, userName: who, subject, subjectId, detail } = row;
        return kind === undefined ? [] : [{ id, at: row.at.toISOString(), who, kind, subject, subjectId, detail }];
      });
      return { items, nextCursor: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
    },
  };
}
