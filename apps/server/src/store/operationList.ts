import type { Pool } from 'pg';
import type { ConnectorStore, OperationHit, OperationQuery, OperationRow } from '../connectors/connectorStore.ts';
import { words } from '../connectors/searchOperations.ts';
import { AppError } from '../errors.ts';
import type { Database } from './database.ts';
import { likeAnywhere } from './flowList.ts';
import type { ConnectorOperation, Prisma } from './generated/client.ts';

/** One page of the operations of a connector's newest version, in the order of its description. */
export async function listOperations(
  prisma: Database['prisma'],
  { workspaceId, connector: key, search, cursor, limit }: OperationQuery,
): Promise<{ items: OperationRow[]; nextCursor: string | null }> {
  const newest = { where: { workspaceId, key }, orderBy: { createdAt: 'desc' }, select: { id: true } } as const;
  const connector = await prisma.connector.findFirst(newest);
  if (connector === null) throw new AppError('not_found');
  const from = Number(cursor ?? 0);
  if (!Number.isSafeInteger(from) || from < 0) throw new AppError('input_not_understood');
  const rows = await prisma.connectorOperation.findMany({
    where: { connectorId: connector.id, isHidden: false, position: { gte: from }, AND: wordsIn(search ?? '') },
    orderBy: { position: 'asc' },
    take: limit + 1,
    omit: { definition: true },
  });
  const next = rows.at(limit);
  return { items: rows.slice(0, limit).map(toOperationRow), nextCursor: next ? String(next.position) : null };
}

function wordsIn(search: string): Prisma.ConnectorOperationWhereInput[] {
  return words(search).map((word) => {
    const contains = { contains: word, mode: 'insensitive' } as const;
    return { OR: [{ title: contains }, { name: contains }, { group: contains }, { path: contains }] };
  });
}

function toOperationRow(line: Omit<ConnectorOperation, 'definition'>): OperationRow {
  const { name, title, description, group, method, path, deprecated } = line;
  return {
    name,
    title,
    method,
    path,
    // Both were written from an Operation.
    effect: line.effect as OperationRow['effect'],
    kind: line.kind as OperationRow['kind'],
    ...(description === null ? {} : { description }),
    ...(group === null ? {} : { group }),
    ...(deprecated ? { deprecated } : {}),
  };
}

type SearchLine = Omit<OperationHit, 'description'> & { description: string | null };

/** Operations of all connectors in which every word is found; those whose title begins the search come first. */
export async function searchOperations(
  pool: Pool,
  { workspaceId, words, limit }: Parameters<ConnectorStore['search']>[0],
): Promise<OperationHit[]> {
  const values = [workspaceId, limit, ...words.map(likeAnywhere)];
  const { rows } = await pool.query<SearchLine>(searchStatement(words.length), values);
  return rows.map(({ description, ...hit }) => (description === null ? hit : { ...hit, description }));
}

function searchStatement(words: number): string {
  const text = `concat_ws(' ', o.title, o.name, o."group", o.path, c.name)`;
  const each = Array.from({ length: words }, (_, index) => `and ${text} ilike $${index + 3}`).join(' ');
  const first = words > 0 ? '(o.title ilike $3) desc,' : '';
  return `
    select c.key as connector, c.version, c.name as "connectorName", c.category, o.name as operation, o.title,
      o.description, o.kind, o.effect
    from (
      select distinct on (key) * from connector where workspace_id = $1 order by key, created_at desc
    ) as c
    join connector_operation as o on o.connector_id = c.id
    where not o.deprecated and not o.is_hidden ${each}
    order by ${first} c.name, o.position
    limit $2`;
}
