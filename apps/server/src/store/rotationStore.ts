import type { Pool } from 'pg';
import { isSealedBefore, type RotationStore, type SealedValue, type WrappedSecret } from '../vault/rotation.ts';
import type { WrappedKey } from '../vault/vault.ts';
import type { Database } from './database.ts';
import { inTransaction } from './inTransaction.ts';
import { createKeyStore } from './workspaceKeys.ts';

/** How many keys are wrapped anew in one transaction. */
const KEYS_AT_ONCE = 500;
const VALUES_AT_ONCE = 200;

/** Every table with values that the vault has sealed: what names a row, and what its values were sealed for. */
export const sealedTables = {
  connection: { key: 'id::text', place: 'id::text' },
  subscription: { key: 'id::text', place: 'id::text' },
  oauth_client: { key: 'connector', place: `'oauth client:' || connector` },
  oauth_attempt: { key: 'id::text', place: `'oauth attempt:' || id` },
} as const;

type Row = { id: string; workspace_id: string; instance_key_id: string; wrapped: Buffer };

/** What rotations of keys read and write, in PostgreSQL. */
export function createRotationStore(database: Pick<Database, 'pool'>): RotationStore {
  const { pool } = database;
  return {
    following: createKeyStore(database).following,
    ...followingKeys(pool),
    rewrapSome: (instanceKeyId, rewrap) => rewrapSome(pool, { instanceKeyId, rewrap }),
    async secret(name) {
      const { rows } = await pool.query<WrappedSecret>(
        'select instance_key_id as "instanceKeyId", wrapped from instance_secret where name = $1',
        [name],
      );
      return rows[0] ?? null;
    },
    async keepSecret(name, { instanceKeyId, wrapped }, before) {
      const values = [name, instanceKeyId, Buffer.from(wrapped)];
      if (before === null) {
        await pool.query('insert into instance_secret values ($1, $2, $3) on conflict do nothing', values);
        return;
      }
      await pool.query(
        'update instance_secret set instance_key_id = $2, wrapped = $3 where name = $1 and instance_key_id = $4',
        [...values, before.instanceKeyId],
      );
    },
    removeUnused: () => removeUnused(pool),
    async workspaces() {
      const { rows } = await pool.query<{ id: string }>(
        'select distinct workspace_id as id from workspace_key order by 1',
      );
      return rows.map(({ id }) => id);
    },
    sealedBefore: (workspaceId, keyId) => sealedBefore(pool, { workspaceId, keyId }),
    async reseal({ place, sealed: before, key: named }, sealed) {
      const [table = '', key = ''] = JSON.parse(named) as string[];
      const { rowCount } = await pool.query(
        `update ${known(table)} set sealed = $3 where workspace_id = $1 and ${sealedTables[known(table)].key} = $2 and sealed = $4::jsonb`,
        [place.workspaceId, key, JSON.stringify(sealed), JSON.stringify(before)],
      );
      return rowCount === 1;
    },
  };
}

function followingKeys(pool: Pool) {
  return {
    async follow({ id, wrappedBy, wrapped }, newest) {
      return inTransaction(pool, async (client) => {
        await client.query('lock table instance_key in share row exclusive mode');
        const { rowCount } = await client.query(
          `insert into instance_key (id, wrapped_by, wrapped, made_at)
           select $1, $2, $3, clock_timestamp()
            where (select id from instance_key order by made_at desc, id limit 1) is not distinct from $4::text`,
          [id, wrappedBy, wrapped === null ? null : Buffer.from(wrapped), newest],
        );
        return rowCount === 1;
      });
    },
    async isFinished(id) {
      const { rowCount } = await pool.query('select from instance_key where id = $1 and finished_at is not null', [id]);
      return rowCount === 1;
    },
    async finish(id) {
      await pool.query('update instance_key set finished_at = coalesce(finished_at, now()) where id = $1', [id]);
    },
    async left(instanceKeyId) {
      const { rows } = await pool.query<{ left: number }>(
        'select count(*)::int as left from workspace_key where instance_key_id <> $1',
        [instanceKeyId],
      );
      return rows[0]?.left ?? 0;
    },
    async cutOff() {
      await pool.query('update instance_key set wrapped = null, wrapped_by = null');
    },
  } satisfies Partial<RotationStore>;
}

type Rewrap = { instanceKeyId: string; rewrap(key: WrappedKey): Promise<WrappedKey> };

async function rewrapSome(pool: Pool, { instanceKeyId, rewrap }: Rewrap): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Row>(
      `select id, workspace_id, instance_key_id, wrapped from workspace_key
        where instance_key_id <> $1 order by id limit ${KEYS_AT_ONCE} for update`,
      [instanceKeyId],
    );
    const anew = await Promise.all(
      rows.map(({ id, workspace_id: workspaceId, instance_key_id, wrapped }) =>
        rewrap({ id, workspaceId, instanceKeyId: instance_key_id, wrapped }),
      ),
    );
    await client.query(
      `update workspace_key k set instance_key_id = $1, wrapped = n.wrapped
         from unnest($2::uuid[], $3::bytea[]) as n(id, wrapped) where k.id = n.id`,
      [instanceKeyId, anew.map(({ id }) => id), anew.map(({ wrapped }) => Buffer.from(wrapped))],
    );
    return rows.length;
  });
}

async function sealedBefore(
  pool: Pool,
  { workspaceId, keyId }: { workspaceId: string; keyId: string },
): Promise<SealedValue[]> {
  const values: SealedValue[] = [];
  for (const [table, { key, place }] of Object.entries(sealedTables)) {
    const { rows } = await pool.query<{ key: string; place: string; sealed: SealedValue['sealed'] }>(
      `select ${key} as key, ${place} as place, sealed from ${table}
        where workspace_id = $1 and jsonb_typeof(sealed) = 'object'
          and exists (select from jsonb_each_text(sealed) f where f.value not like 'v1.' || $2 || '.%')
        limit ${VALUES_AT_ONCE}`,
      [workspaceId, keyId],
    );
    for (const row of rows.filter(({ sealed }) => isSealedBefore(sealed, keyId))) {
      const where = { workspaceId, connectionId: row.place };
      values.push({ place: where, sealed: row.sealed, key: JSON.stringify([table, row.key]) });
    }
  }
  return values;
}

/** What reads the newest key and seals by it takes a moment; an hour is more than any. */
async function removeUnused(pool: Pool): Promise<number> {
  const uses = Object.keys(sealedTables).map(
    (table) =>
      `not exists (select from ${table} t where t.workspace_id = k.workspace_id and t.sealed::text like '%v1.' || k.id || '.%')`,
  );
  const { rowCount } = await pool.query(
    `delete from workspace_key k
      where exists (select from workspace_key n where n.workspace_id = k.workspace_id
          and n.created_at > k.created_at and n.created_at < now() - interval '1 hour')
        and ${uses.join(' and ')}`,
  );
  return rowCount ?? 0;
}

function known(table: string): keyof typeof sealedTables {
  const names: readonly string[] = Object.keys(sealedTables);
  if (!names.includes(table)) throw new Error('Nothing is sealed in this table.');
  // One of the names above.
  return table as keyof typeof sealedTables;
}
