import type { FollowingKey } from '../vault/InstanceKeys.ts';
import type { KeyStore, WrappedKey } from '../vault/vault.ts';
import type { Database } from './database.ts';

/** Plain SQL: these are asked at every start, which is to need no more of Prisma than its name. */
const COLUMNS = 'id, workspace_id as "workspaceId", instance_key_id as "instanceKeyId", wrapped';

/** The wrapped keys of all workspaces, in PostgreSQL. */
export function createKeyStore({ pool }: Pick<Database, 'pool'>): KeyStore {
  return {
    async newest(workspaceId) {
      const { rows } = await pool.query<WrappedKey>(
        `select ${COLUMNS} from workspace_key where workspace_id = $1 order by created_at desc, id desc limit 1`,
        [workspaceId],
      );
      return rows[0] ?? null;
    },
    async find(id) {
      const { rows } = await pool.query<WrappedKey>(`select ${COLUMNS} from workspace_key where id = $1`, [id]);
      return rows[0] ?? null;
    },
    async add({ id, workspaceId, instanceKeyId, wrapped }: WrappedKey, newest) {
      const { rowCount } = await pool.query(
        `insert into workspace_key (id, workspace_id, instance_key_id, wrapped)
         select $1, $2, $3, $4
          where (select id from instance_key order by made_at desc, id limit 1) is not distinct from $5::text`,
        [id, workspaceId, instanceKeyId, Buffer.from(wrapped), newest],
      );
      return rowCount === 1;
    },
    async following() {
      const { rows } = await pool.query<FollowingKey>(
        'select id, wrapped_by as "wrappedBy", wrapped from instance_key order by made_at, id desc',
      );
      return rows;
    },
  };
}
