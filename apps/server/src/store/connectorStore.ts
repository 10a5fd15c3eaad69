import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Auth } from '@patchbay/connector';
import { z } from 'zod';
import type {
  ConnectorRow,
  ConnectorStore,
  NewConnector,
  OperationJson,
  OperationRow,
} from '../connectors/connectorStore.ts';
import { AppError } from '../errors.ts';
import type { Database } from './database.ts';
import { likeAnywhere } from './flowList.ts';
import type { Connector, ConnectorOperation, Prisma } from './generated/client.ts';

const compress = promisify(gzip);
const inflate = promisify(gunzip);

/** The imported connectors of every workspace, in PostgreSQL: the description as it came, and a line per operation. */
export function createConnectorStore(database: Database): ConnectorStore {
  const { prisma, pool } = database;
  return {
    save: (connector) => save(database, connector),

    async list(workspaceId) {
      const rows = await prisma.connector.findMany({ where: { workspaceId }, ...newestFirst });
      return rows.map(toRow).sort((a, b) => a.name.localeCompare(b.name));
    },

    async find(workspaceId, key) {
      const row = await prisma.connector.findFirst({ where: { workspaceId, key }, ...newestFirst });
      return row && toRow(row);
    },

    async findVersion(workspaceId, { connector: key, version }) {
      const row = await prisma.connector.findFirst({ where: { workspaceId, key, version }, ...newestFirst });
      return row && toRow(row);
    },

    async operations({ workspaceId, connector: key, search, cursor, limit }) {
      const connector = await prisma.connector.findFirst({ where: { workspaceId, key }, ...newestFirst });
      if (connector === null) throw new AppError('not_found');
      const from = Number(cursor ?? 0);
      if (!Number.isSafeInteger(from) || from < 0) throw new AppError('input_not_understood');
      const rows = await prisma.connectorOperation.findMany({
        where: { connectorId: connector.id, position: { gte: from }, AND: wordsIn(search ?? '') },
        orderBy: { position: 'asc' },
        take: limit + 1,
        omit: { definition: true },
      });
      const next = rows.at(limit);
      return { items: rows.slice(0, limit).map(toOperationRow), nextCursor: next ? String(next.position) : null };
    },

    async search({ workspaceId, words, limit }) {
      const { rows } = await pool.query<SearchLine>(searchStatement(words.length), [
        workspaceId,
        limit,
        ...words.map(likeAnywhere),
      ]);
      return rows.map(({ description, ...hit }) => (description === null ? hit : { ...hit, description }));
    },

    async definitions(workspaceId, { connector: key, version }, names) {
      const rows = await prisma.connectorOperation.findMany({
        where: { name: { in: [...names] }, connector: { workspaceId, key, version } },
        select: { name: true, definition: true },
      });
      // Written by keepDefinitions only, from what the reader made of the description.
      return new Map(rows.map(({ name, definition }) => [name, definition as OperationJson | null]));
    },

    async keepDefinitions(workspaceId, { connector: key, version }, operations) {
      const connector = await prisma.connector.findFirst({ where: { workspaceId, key, version }, ...newestFirst });
      if (connector === null) return;
      const names = [...operations.keys()];
      const definitions = [...operations.values()].map((operation) => JSON.stringify(operation).replaceAll(NUL, ''));
      await pool.query(
        `update connector_operation set definition = new.definition::jsonb
         from unnest($2::text[], $3::text[]) as new (name, definition)
         where connector_id = $1 and connector_operation.name = new.name`,
        [connector.id, names, definitions],
      );
    },

    async source(workspaceId, { connector: key, version }) {
      const row = await prisma.connector.findFirst({ where: { workspaceId, key, version }, select: { source: true } });
      return row && (await inflate(row.source)).toString('utf8');
    },

    async setBaseUrl(workspaceId, key, baseUrl) {
      await prisma.connector.updateMany({ where: { workspaceId, key }, data: { baseUrl } });
    },

    async remove(workspaceId, key) {
      await prisma.connector.deleteMany({ where: { workspaceId, key } });
    },

    async usedBy(workspaceId, key, limit) {
      const { rows } = await pool.query<{ name: string }>(USED_BY, [workspaceId, key, limit]);
      return rows.map((row) => row.name);
    },
  };
}

/** `\u0000` as JSON writes it, which PostgreSQL cannot keep: worth nothing in a description. */
const NUL = String.raw`\u0000`;

const newestFirst = {
  orderBy: { createdAt: 'desc' },
  distinct: ['workspaceId', 'key'],
  omit: { source: true },
  include: { _count: { select: { operations: true } } },
} as const satisfies Prisma.ConnectorFindManyArgs;

const Ways = z.array(z.custom<Auth>((way) => typeof way === 'object'));

type Line = Omit<Connector, 'source'> & { _count: { operations: number } };
type SearchLine = Awaited<ReturnType<ConnectorStore['search']>>[number] & { description: string | null };

function toRow({ key, version, name, description, category, baseUrl, auth, _count }: Line): ConnectorRow {
  return {
    id: key,
    version,
    name,
    description,
    // Written from a Connector.
    category: category as ConnectorRow['category'],
    auth: Ways.parse(auth),
    baseUrl,
    source: 'imported',
    operationCount: _count.operations,
  };
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

function wordsIn(search: string): Prisma.ConnectorOperationWhereInput[] {
  const words = search.split(/\s+/).filter(Boolean).slice(0, 10);
  return words.map((word) => {
    const contains = { contains: word, mode: 'insensitive' } as const;
    return { OR: [{ title: contains }, { name: contains }, { group: contains }, { path: contains }] };
  });
}

/** Every word somewhere in the line or in the connector's name; lines whose title begins the search come first. */
function searchStatement(words: number): string {
  const text = 'concat_ws(\' \', o.title, o.name, o."group", o.path, c.name)';
  const each = Array.from({ length: words }, (_, index) => `and ${text} ilike $${index + 3}`).join(' ');
  const first = words > 0 ? '(o.title ilike $3) desc,' : '';
  return `
    select c.key as connector, c.version, c.name as "connectorName", c.category, o.name as operation, o.title,
      o.description, o.kind, o.effect
    from (
      select distinct on (key) * from connector where workspace_id = $1 order by key, created_at desc
    ) as c
    join connector_operation as o on o.connector_id = c.id
    where not o.deprecated ${each}
    order by ${first} c.name, o.position
    limit $2`;
}

const USED_BY = `
  select flow.name from flow
  join draft on draft.flow_id = flow.id
  left join flow_version on flow_version.id = flow.live_version_id
  left join run_plan on run_plan.id = flow_version.plan_id
  where flow.workspace_id = $1
    and (draft.document @? format('$.steps.*.uses ? (@.connector == %s)', to_json($2::text))::jsonpath
      or run_plan.document @? format('$.steps.*.uses ? (@.connector == %s)', to_json($2::text))::jsonpath)
  order by flow.name limit $3`;

async function save({ prisma }: Database, imported: NewConnector): Promise<ConnectorRow> {
  const { workspaceId, connector, operations, problems, source, sourceUrl } = imported;
  const { id: key, version, name, description = null, category, baseUrl = null, auth } = connector;
  const told = { name, description, category, baseUrl, sourceUrl, createdAt: new Date() };
  const compressed = await compress(source);
  const row = await prisma.$transaction(
    async (transaction) => {
      const { id } = await transaction.connector.upsert({
        where: { workspaceId_key_version: { workspaceId, key, version } },
        // The same description again: it is the newest version once more.
        update: told,
        create: {
          ...told,
          workspaceId,
          key,
          version,
          auth: [...auth],
          problems: [...problems],
          source: new Uint8Array(compressed),
        },
        select: { id: true },
      });
      await transaction.connectorOperation.createMany({
        data: operations.map(({ outlets: _none, method = '', path = '', ...operation }, position) => ({
          ...operation,
          method,
          path,
          connectorId: id,
          position,
        })),
        skipDuplicates: true,
      });
      return transaction.connector.findUniqueOrThrow({
        where: { id },
        omit: newestFirst.omit,
        include: newestFirst.include,
      });
    },
    { timeout: 30_000 },
  );
  return toRow(row);
}
