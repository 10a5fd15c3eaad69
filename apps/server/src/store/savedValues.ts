import type { Pool, PoolClient } from 'pg';
import {
  type NewSavedValue,
  type SavedValue,
  SavedValueError,
  type SavedValuePage,
  type SavedValueQuery,
  type SavedValueStore,
  savedKey,
  savedText,
  savedValueLimits,
  type Write,
} from '../savedValues/savedValueStore.ts';
import { onlyOnce } from './doneCalls.ts';
import { inTransaction } from './inTransaction.ts';
import { Lanes } from './lanes.ts';

const WRITES_AT_ONCE = 3;

type Line = { key: string; value: string; expires_at: Date | null; updated_at: Date };

const IS_THERE = '(expires_at is null or expires_at > now())';

/** The key-value store in PostgreSQL. */
export function createSavedValueStore(pool: Pool): SavedValueStore {
  const lanes = new Lanes(WRITES_AT_ONCE);
  const write = <Result>(
    { workspaceId, idempotencyKey }: Write,
    key: string,
    work: (client: PoolClient) => Promise<Result>,
  ) =>
    lanes.pass(`${workspaceId} ${key}`, () =>
      inTransaction(pool, (client) => onlyOnce(client, { workspaceId, key: idempotencyKey }, () => work(client))),
    );
  return {
    async get(workspaceId, key) {
      const { rows } = await pool.query<Line>({
        name: 'saved-get',
        text: `select * from saved_value where workspace_id = $1 and key = $2 and ${IS_THERE}`,
        values: [workspaceId, savedKey(key)],
      });
      return rows[0] === undefined ? null : toSavedValue(rows[0]);
    },
    list: (workspaceId, query) => listValues(pool, workspaceId, query),
    set: (to, { key, value, expiresAt }) => {
      const text = savedText(value);
      return write(to, savedKey(key), (client) => put(client, to.workspaceId, { key, text, expiresAt }));
    },
    increase: (to, change) => write(to, savedKey(change.key), (client) => increase(client, to.workspaceId, change)),
    remove: (to, key) =>
      write(to, savedKey(key), async (client) => {
        const { rowCount } = await client.query(
          `with gone as (delete from saved_value where workspace_id = $1 and key = $2 returning *)
            select from gone where ${IS_THERE}`,
          [to.workspaceId, key],
        );
        return rowCount === 1;
      }),
  };
}

async function put(
  client: PoolClient,
  workspaceId: string,
  { key, text, expiresAt }: Omit<NewSavedValue, 'value'> & { text: string },
): Promise<void> {
  const { rows } = await client.query<{ is_new: boolean }>({
    name: 'saved-put',
    text: `insert into saved_value (workspace_id, key, value, expires_at) values ($1, $2, $3, to_timestamp($4::float8 / 1000))
      on conflict (workspace_id, key) do update set value = excluded.value, expires_at = excluded.expires_at, updated_at = now()
      returning xmax = 0 as is_new`,
    values: [workspaceId, key, text, expiresAt],
  });
  if (rows[0]?.is_new === true) await refuseTooMany(client, workspaceId);
}

/** In one statement, which holds the entry's lock: nobody adds to a number that another one adds to just now. */
async function increase(
  client: PoolClient,
  workspaceId: string,
  { key, by, expiresAt }: { key: string; by: number; expiresAt: number | null },
): Promise<number> {
  if (!Number.isFinite(by)) throw new SavedValueError('value_not_number', 'A counter grows by a number.');
  const { rows } = await client.query<{ value: string; is_new: boolean }>({
    name: 'saved-increase',
    text: `insert into saved_value as s (workspace_id, key, value, expires_at)
      values ($1, $2, ($3::text)::numeric::text, to_timestamp($4::float8 / 1000))
      on conflict (workspace_id, key) do update set updated_at = now(),
        value = case when s.expires_at <= now() then excluded.value else (s.value::numeric + excluded.value::numeric)::text end,
        expires_at = case when s.expires_at <= now() then excluded.expires_at else coalesce(excluded.expires_at, s.expires_at) end
      where s.expires_at <= now() or s.value ~ '^-?[0-9]+([.][0-9]+)?(e[+-]?[0-9]{1,3})?$'
      returning value, xmax = 0 as is_new`,
    values: [workspaceId, key, String(by), expiresAt],
  });
  const [row] = rows;
  if (row === undefined) {
    throw new SavedValueError(
      'value_not_number',
      `“${key}” holds something that is not a number. Set it to one first.`,
    );
  }
  const value = Number(row.value);
  if (!Number.isFinite(value)) throw new SavedValueError('number_too_large', `“${key}” would be too large a number.`);
  if (row.is_new) await refuseTooMany(client, workspaceId);
  return value;
}

async function refuseTooMany(client: PoolClient, workspaceId: string): Promise<void> {
  const most = savedValueLimits.entries;
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from (select from saved_value where workspace_id = $1 limit ${most + 1}) as few`,
    [workspaceId],
  );
  if ((rows[0]?.count ?? 0) <= most) return;
  throw new SavedValueError('too_many_values', 'A workspace keeps 100,000 values at most. Delete old ones first.');
}

async function listValues(pool: Pool, workspaceId: string, query: SavedValueQuery): Promise<SavedValuePage> {
  const { prefix, search, after, limit } = query;
  const { rows } = await pool.query<Line>(
    `select * from saved_value where workspace_id = $1 and ${IS_THERE}
      and ($2::text is null or key like $2) and ($3::text is null or key ilike $3) and ($4::text is null or key > $4)
      order by key limit $5`,
    [workspaceId, pattern(prefix, ''), pattern(search, '%'), textOrNull(after), limit + 1],
  );
  const items = rows.slice(0, limit).map(toSavedValue);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.key ?? null) : null };
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text.replaceAll('\0', '').toWellFormed();
}

function pattern(text: string | undefined, before: string): string | null {
  const plain = textOrNull(text);
  return plain === null ? null : `${before}${plain.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

function toSavedValue({ key, value, expires_at, updated_at }: Line): SavedValue {
  const parsed: unknown = JSON.parse(value);
  return { key, value: parsed, expiresAt: expires_at?.toISOString() ?? null, updatedAt: updated_at.toISOString() };
}
