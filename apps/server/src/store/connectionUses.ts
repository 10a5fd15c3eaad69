import type { Pool } from 'pg';
import type { ConnectionUseStore, FlowCall, NamedUse } from '../connections/connectionUses.ts';
import { foldedSql } from './foldedSql.ts';
import { readStored } from './readStored.ts';

type Row = { id: string; name: string; active: boolean; draft: unknown; live: unknown; publishedBy: string | null };

// An id is unlike any other text, so looking for it as text finds all documents that name it, and few others.
const WITH = `
  select f.id, f.name, f.active, d.document as draft, p.document as live,
    v.published_by as "publishedBy"
  from flow f join draft d on d.flow_id = f.id
  left join flow_version v on v.id = f.live_version_id left join run_plan p on p.id = v.plan_id
  where f.workspace_id = $1 and (position($2 in d.document::text) > 0 or position($2 in p.document::text) > 0)
  order by ${foldedSql('f.name')}, f.id`;

// What a list needs of all accounts at once: one look at each document, and no document leaves the database.
const NAMES = `
  select used.connection as "connectionId", f.id, f.name
  from flow f join draft d on d.flow_id = f.id
  left join flow_version v on v.id = f.live_version_id left join run_plan p on p.id = v.plan_id
  cross join lateral (
    select value ->> 'connection' as connection from json_each(d.document -> 'steps')
    union select value ->> 'connection' from json_each(p.document -> 'steps')
  ) as used
  where f.workspace_id = $1 and used.connection is not null
  order by ${foldedSql('f.name')}, f.id`;

// A flow that is named by a formula cannot be known.
const CALLS = `
  select f.id, f.name, jsonb_path_query(p.document::jsonb,
    '$.steps.* ? (@.uses.operation == "subflow" && !(@.disabled == true)).inputs.flow.value') #>> '{}' as calls
  from flow f join flow_version v on v.id = f.live_version_id join run_plan p on p.id = v.plan_id
  where f.workspace_id = $1 and f.active and position('"subflow"' in p.document::text) > 0`;

/** Which flows name an account, read from their documents: those are what counts, so nothing beside them can be wrong. */
export function createConnectionUses(pool: Pool): ConnectionUseStore {
  return {
    async flowsWith({ workspaceId, connectionId }) {
      const { rows } = await pool.query<Row>(WITH, [workspaceId, connectionId]);
      return rows.map(({ draft, live, ...flow }) => ({
        ...flow,
        draft: readStored(draft),
        live: live === null ? null : readStored(live),
      }));
    },
    async usesOfAll(workspaceId) {
      const { rows } = await pool.query<NamedUse>(NAMES, [workspaceId]);
      return rows;
    },
    async calls(workspaceId) {
      const { rows } = await pool.query<FlowCall>(CALLS, [workspaceId]);
      return rows;
    },
  };
}
