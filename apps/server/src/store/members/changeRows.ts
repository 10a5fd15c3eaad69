import { changeKinds } from '../../changes/changeKinds.ts';
import type { ChangeStore, NewChange } from '../../changes/changeStore.ts';
import type { Database, Transaction } from '../database.ts';
import { isUuid } from '../runFilter.ts';

const LONGEST_NAME = 300;

/** Longer than a call takes: what is still open then was not ended by anybody. */
const LONGEST_CALL_MS = 5 * 60_000;

/** Notes of changes in PostgreSQL. Their ids are UUIDv7, so the id is also the time. */
export function createChangeStore({ prisma }: Pick<Database, 'prisma'>): ChangeStore {
  return {
    begin: (change) => noteIn(prisma, change, { isOpen: true }),

    async end(id, change) {
      if (change === undefined) await prisma.changeNote.deleteMany({ where: { id } });
      else await prisma.changeNote.updateMany({ where: { id }, data: { ...partsOf(change), isOpen: false } });
    },

    async list({ workspaceId, search, kinds, cursor, limit }) {
      const contains = { contains: search ?? '', mode: 'insensitive' } as const;
      const rows = await prisma.changeNote.findMany({
        where: {
          workspaceId,
          ...(kinds && { kind: { in: [...kinds] } }),
          ...(search && { OR: [{ subject: contains }, { userName: contains }, { detail: contains }] }),
          ...(cursor && isUuid(cursor) && { id: { lt: cursor } }),
          AND: { OR: [{ isOpen: false }, { at: { lt: new Date(Date.now() - LONGEST_CALL_MS) } }] },
        },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      const items = rows.slice(0, limit).flatMap((row) => {
        const kind = changeKinds.find((known) => known === row.kind);
        const { id, userName: who, subject, subjectId, detail, isOpen: isUncertain } = row;
        const at = row.at.toISOString();
        return kind === undefined ? [] : [{ id, at, who, kind, subject, subjectId, detail, isUncertain }];
      });
      return { items, nextCursor: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
    },
  };
}

/** Writes a change down, in the transaction of the change itself where there is one. Gives the id of what was written. */
export async function noteIn(
  prisma: Pick<Transaction, 'user' | 'changeNote'>,
  change: NewChange,
  { isOpen = false }: { isOpen?: boolean } = {},
): Promise<string> {
  const { workspaceId, userId } = change;
  const user = await prisma.user.findFirst({ where: { id: userId }, select: { name: true } });
  const userName = user?.name ?? 'Somebody';
  const data = { workspaceId, userId, userName, ...partsOf(change), isOpen };
  const { id } = await prisma.changeNote.create({ data, select: { id: true } });
  return id;
}

function partsOf({ kind, subject, subjectId, detail }: NewChange) {
  return { kind, subject: subject.slice(0, LONGEST_NAME), subjectId: subjectId ?? null, detail: detail ?? null };
}
