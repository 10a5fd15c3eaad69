import { randomUUID } from 'node:crypto';
import type { Auth } from '@patchbay/connector';
import type { ConnectionRow, ConnectionSecret, ConnectionStore } from '../connections/connectionStore.ts';
import type { Vault } from '../vault/vault.ts';
import type { Database } from './database.ts';
import type { Prisma } from './generated/client.ts';

/** Connected accounts in PostgreSQL. Secrets are sealed before they come here, and nothing here reads them back. */
export function createConnectionStore(
  { prisma }: Pick<Database, 'prisma'>,
  vault: Pick<Vault, 'seal'>,
): ConnectionStore {
  return {
    async list(workspaceId) {
      const rows = await prisma.connection.findMany({
        where: { workspaceId },
        orderBy: { name: 'asc' },
        select: shown,
      });
      return rows.map(toRow);
    },

    async create({ workspaceId, userId, connector, name, auth, secret, hosts }) {
      const id = randomUUID();
      const sealed = await vault.seal({ workspaceId, connectionId: id }, fieldsOf(secret));
      const row = await prisma.connection.create({
        data: {
          id,
          workspaceId,
          connector,
          name,
          authKind: secret.kind,
          auth,
          hosts: [...hosts],
          sealed,
          createdBy: userId,
        },
        select: shown,
      });
      return toRow(row);
    },

    async remove(workspaceId, connectionId) {
      const { count } = await prisma.connection.deleteMany({ where: { id: connectionId, workspaceId } });
      return count === 1;
    },
  };
}

/** What a list shows of a connection; the sealed secret is not among it. */
const shown = {
  id: true,
  connector: true,
  name: true,
  authKind: true,
  auth: true,
  createdAt: true,
  createdBy: true,
} as const satisfies Prisma.ConnectionSelect;

function toRow(row: Prisma.ConnectionGetPayload<{ select: typeof shown }>): ConnectionRow {
  const { authKind, auth: written, createdAt, ...rest } = row;
  // Both written from an Auth.
  const auth = written as unknown as Auth;
  const way = auth.kind === 'fields' ? { way: auth.id } : {};
  return { ...rest, ...way, kind: authKind as Auth['kind'], createdAt: createdAt.toISOString() };
}

function fieldsOf(secret: ConnectionSecret): Record<string, string> {
  if (secret.kind === 'fields') return secret.values;
  const { kind: _kind, ...fields } = secret;
  return fields;
}
