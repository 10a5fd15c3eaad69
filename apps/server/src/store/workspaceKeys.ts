import type { KeyStore, WrappedKey } from '../vault/vault.ts';
import type { Database } from './database.ts';

/** The wrapped keys of all workspaces, in PostgreSQL. */
export function createKeyStore({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>): KeyStore {
  return {
    newest: (workspaceId) =>
      prisma.workspaceKey.findFirst({ where: { workspaceId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] }),
    find: (id) => prisma.workspaceKey.findFirst({ where: { id } }),
    async add({ id, workspaceId, instanceKeyId, wrapped }: WrappedKey, newest) {
      const { rowCount } = await pool.query(
        `insert into workspace_key (id, workspace_id, instance_key_id, wrapped)
         select $1, $2, $3, $4
          where (select id from instance_key order by made_at desc, id limit 1) is not distinct from $5::text`,
        [id, workspaceId, instanceKeyId, Buffer.from(wrapped), newest],
      );
      return rowCount === 1;
    },
    following: () => prisma.instanceKey.findMany({ orderBy: [{ madeAt: 'asc' }, { id: 'desc' }] }),
  };
}
