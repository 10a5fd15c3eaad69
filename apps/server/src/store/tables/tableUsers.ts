import type { Pool } from 'pg';
import type { TableUser } from '../../tables/tableStore.ts';
import { foldedSql } from '../foldedSql.ts';

/** The flows whose draft or live version names a table, by table. Its id is so long that it stands for nothing else. */
export async function tableUsers(
  pool: Pool,
  workspaceId: string,
  tableIds: readonly string[],
): Promise<Map<string, TableUser[]>> {
  if (tableIds.length === 0) return new Map();
  const { rows } = await pool.query<{ table: string; flowId: string; name: string }>(
    `with used as materialized (
        select f.id, f.name, d.document::text || coalesce(p.document::text, '') as text
        from flow f join draft d on d.flow_id = f.id
        left join flow_version v on v.id = f.live_version_id left join run_plan p on p.id = v.plan_id
        where f.workspace_id = $1
      )
      select t.id as "table", used.id as "flowId", used.name
      from unnest($2::text[]) as t (id) join used on strpos(used.text, t.id) > 0 order by ${foldedSql('used.name')}, used.id`,
    [workspaceId, tableIds],
  );
  const users = new Map<string, TableUser[]>();
  for (const { table, ...user } of rows) users.set(table, [...(users.get(table) ?? []), user]);
  return users;
}
