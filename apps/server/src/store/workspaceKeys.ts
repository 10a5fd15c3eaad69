import type { KeyStore, WrappedKey } from '../vault/vault.ts';
import type { Database } from './database.ts';

/** The wrapped keys of all workspaces, in PostgreSQL. */
export function createKeyStore({ prisma }: Pick<Database, 'prisma'>): KeyStore {
  return {
    newest: (workspaceId) => prisma.workspaceKey.findFirst({ where: { workspaceId }, orderBy: { createdAt: 'desc' } }),
    find: (id) => prisma.workspaceKey.findUnique({ where: { id } }),
    add: async ({ wrapped, ...key }: WrappedKey) => {
      await prisma.workspaceKey.create({ data: { ...key, wrapped: new Uint8Array(wrapped) } });
    },
  };
}
