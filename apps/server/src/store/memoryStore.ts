import { randomUUIDv7 } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { MemoryRow, MemoryStore, Remembered } from '../memories/memoryStore.ts';
import { onlyOnce } from './doneCalls.ts';
import { foldedSql } from './foldedSql.ts';
import { inTransaction } from './inTransaction.ts';
import { Lanes } from './lanes.ts';

const AT_ONCE = 2;

/** What flows have seen, in PostgreSQL. */
export function createMemoryStore(pool: Pool): MemoryStore {
  const lanes = new Lanes(AT_ONCE);
  return {
    remember: (items) =>
      lanes.pass(items.workspaceId, () =>
        inTransaction(pool, (client) => onlyOnce(client, items, () => remember(client, items))),
      ),

    async list(workspaceId) {
      const { rows } = await pool.query<Omit<MemoryRow, 'usedAt' | 'isOwn'> & { usedAt: Date }>(
        `select m.id, m.flow_id as "flowId", f.name as "flowName", m.name, m.used_at as "usedAt",
            d.document #>> array['steps', ltrim(m.name), 'name'] as "stepName",
            (select count(*)::int from memory_item i where i.memory_id = m.id) as "itemCount"
          from memory m join flow f on f.id = m.flow_id left join draft d on d.flow_id = f.id
          where m.workspace_id = $1 order by ${foldedSql('f.name')}, m.name, m.id`,
        [workspaceId],
      );
      return rows.map(({ usedAt, stepName, ...row }) => {
        const isOwn = row.name.startsWith(' ');
        return {
          ...row,
          name: row.name.trim(),
          stepName: isOwn ? stepName : null,
          isOwn,
          usedAt: usedAt.toISOString(),
        };
      });
    },

    async clear(workspaceId, memoryId) {
      const { rowCount } = await pool.query('delete from memory where workspace_id = $1 and id::text = $2', [
        workspaceId,
        memoryId,
      ]);
      return rowCount === 1;
    },
  };
}

async function remember(client: PoolClient, seen: Remembered): Promise<number[] | null> {
  const memoryId = await lockMemory(client, seen);
  if (memoryId === null) return null;
  await forgetOld(client, memoryId, seen);
  const { rows } = await client.query<{ at: number }>({
    name: 'memory-remember',
    text: `with listed as (
        select item, min(at) as at from unnest($2::uuid[]) with ordinality as i (item, at) group by item
      ), kept as (
        insert into memory_item as m (memory_id, item, seen_at)
        select $1, item, to_timestamp($3::float8 / 1000) from listed order by at
        on conflict (memory_id, item) do nothing returning item
      ), again as (
        update memory_item m set seen_at = to_timestamp($3::float8 / 1000), position = nextval('memory_item_position_seq')
        from listed where m.memory_id = $1 and m.item = listed.item
          and m.seen_at < to_timestamp($3::float8 / 1000) - interval '1 hour'
      )
      select (listed.at - 1)::int as at from listed join kept using (item) order by listed.at`,
    values: [memoryId, seen.items, seen.now],
  });
  await forgetMany(client, memoryId, seen.keepLast);
  return rows.map(({ at }) => at);
}

/** The memory's id, its row locked, so that two runs never take the same item for new; null where the flow is gone. */
async function lockMemory(client: PoolClient, { workspaceId, runId, name, now }: Remembered): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>({
    name: 'memory-lock',
    text: `insert into memory (id, workspace_id, flow_id, name)
      select $1, f.workspace_id, f.id, $4 from run r join flow f on f.id = r.flow_id where r.id = $3 and f.workspace_id = $2
      on conflict (flow_id, name) do update set used_at = to_timestamp($5::float8 / 1000) returning id`,
    values: [randomUUIDv7(), workspaceId, runId, name, now],
  });
  return rows[0]?.id ?? null;
}

async function forgetOld(client: PoolClient, memoryId: string, { keepMs, now }: Remembered): Promise<void> {
  if (keepMs === undefined) return;
  await client.query({
    name: 'memory-forget-old',
    text: 'delete from memory_item where memory_id = $1 and seen_at < to_timestamp($2::float8 / 1000)',
    values: [memoryId, now - keepMs],
  });
}

async function forgetMany(client: PoolClient, memoryId: string, keepLast: number): Promise<void> {
  await client.query({
    name: 'memory-forget-many',
    text: `delete from memory_item where memory_id = $1 and position <= (
      select position from memory_item where memory_id = $1 order by position desc offset $2 limit 1)`,
    values: [memoryId, keepLast],
  });
}
