import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Auth, Overlay } from '@patchbay/connector';
import { z } from 'zod';
import type {
  ConnectorRow,
  ConnectorStore,
  NewConnector,
  OperationJson,
  UsingStep,
} from '../connectors/connectorStore.ts';
import type { Database } from './database.ts';
import type { Connector, Prisma } from './generated/client.ts';
import { listOperations, searchOperations } from './operationList.ts';

const compress = promisify(gzip);
const inflate = promisify(gunzip);

type Reached = Pick<Database, 'prisma' | 'pool'>;

/** The imported connectors of every workspace, in PostgreSQL: the description as it came, and a line per operation. */
export function createConnectorStore(database: Reached): ConnectorStore {
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

    operations: (query) => listOperations(prisma, query),
    search: (query) => searchOperations(pool, query),

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
        `update connector_operation set definition = new.definition::json
         from unnest($2::text[], $3::text[]) as new (name, definition)
         where connector_id = $1 and connector_operation.name = new.name`,
        [connector.id, names, definitions],
      );
    },

    async source(workspaceId, { connector: key, version }) {
      const row = await prisma.connector.findFirst({ where: { workspaceId, key, version }, select: { source: true } });
      return row && (await inflate(row.source)).toString('utf8');
    },

    async sourceUrl(workspaceId, { connector: key, version }) {
      const where = { workspaceId, key, version };
      const row = await prisma.connector.findFirst({ where, select: { sourceUrl: true } });
      return row?.sourceUrl ?? null;
    },

    async overlay(workspaceId, { connector: key, version }) {
      const where = { workspaceId, key, version };
      const row = await prisma.connector.findFirst({ where, select: { overlay: true } });
      // Checked before it was kept.
      return (row?.overlay ?? null) as Overlay | null;
    },

    async setBaseUrl(workspaceId, key, baseUrl) {
      await prisma.connector.updateMany({ where: { workspaceId, key }, data: { baseUrl } });
    },

    async remove(workspaceId, key) {
      await prisma.connector.deleteMany({ where: { workspaceId, key } });
    },

    ...usesOf(database),
  };
}

/** What uses a connector, and which versions there are of it. */
function usesOf({ prisma, pool }: Reached): Pick<ConnectorStore, 'usedBy' | 'stepsUsing' | 'versions'> {
  return {
    async usedBy(workspaceId, key, limit) {
      const { rows } = await pool.query<{ name: string }>(USED_BY, [workspaceId, key, limit]);
      return rows.map((row) => row.name);
    },

    async stepsUsing(workspaceId, key, limit) {
      const { rows } = await pool.query<UsingStep>(STEPS_USING, [workspaceId, key, limit]);
      return rows;
    },

    async versions(workspaceId, key) {
      const rows = await prisma.connector.findMany({
        where: { workspaceId, key },
        orderBy: { createdAt: 'desc' },
        select: { version: true },
      });
      return rows.map(({ version }) => version);
    },
  };
}

/** `\u0000` as JSON writes it, which PostgreSQL cannot keep: worth nothing in a description. */
const NUL = String.raw`\u0000`;

const newestFirst = {
  orderBy: { createdAt: 'desc' },
  distinct: ['workspaceId', 'key'],
  omit: { source: true },
  include: { _count: { select: { operations: { where: { isHidden: false } } } } },
} as const satisfies Prisma.ConnectorFindManyArgs;

const Ways = z.array(z.custom<Auth>((way) => typeof way === 'object'));

type Line = Omit<Connector, 'source'> & { _count: { operations: number } };

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

const STEPS_USING = `
  select flow.id as "flowId", flow.name as flow, step.value ->> 'name' as step,
    step.value #>> '{uses,operation}' as operation, step.value #>> '{uses,version}' as version
  from flow
  join draft on draft.flow_id = flow.id
  cross join lateral json_each(draft.document -> 'steps') as step
  where flow.workspace_id = $1 and step.value #>> '{uses,connector}' = $2
  order by flow.name, step limit $3`;

const USED_BY = `
  select flow.name from flow
  join draft on draft.flow_id = flow.id
  left join flow_version on flow_version.id = flow.live_version_id
  left join run_plan on run_plan.id = flow_version.plan_id
  where flow.workspace_id = $1
    and (draft.document::jsonb @? format('$.steps.*.uses ? (@.connector == %s)', to_json($2::text))::jsonpath
      or run_plan.document::jsonb @? format('$.steps.*.uses ? (@.connector == %s)', to_json($2::text))::jsonpath)
  order by flow.name limit $3`;

async function save({ prisma }: Reached, imported: NewConnector): Promise<ConnectorRow> {
  const { workspaceId, connector, operations, problems, source, sourceUrl, overlay } = imported;
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
          ...(overlay == null ? {} : { overlay: overlay as object }),
          problems: [...problems],
          source: new Uint8Array(compressed),
        },
        select: { id: true },
      });
      await transaction.connectorOperation.createMany({
        data: operations.map(
          ({ outlets: _none, keywords: _words, method = '', path = '', ...operation }, position) => ({
            ...operation,
            method,
            path,
            connectorId: id,
            position,
          }),
        ),
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
