import type { Pool } from 'pg';
import type { CalledRun, LiveFlow, SubflowStore } from '../../subflows/subflowPorts.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type EndedLine = {
  runId: string;
  flowName: string | null;
  parentId: string | null;
  path: string | null;
  isWaited: boolean | null;
};

/** Calls between flows, in PostgreSQL. The rows are written with the journal (`appendStatement`). */
export function createSubflowStore(pool: Pool): SubflowStore {
  return {
    async liveFlow(workspaceId, flowId) {
      if (!UUID.test(flowId)) return undefined;
      const { rows } = await pool.query<LiveFlow>({
        name: 'subflow-live',
        text: `select f.name, f.active, v.number, v.plan_id as "planId"
          from flow f join flow_version v on v.id = f.live_version_id
          where f.id = $1 and f.workspace_id = $2 and v.signature is not null`,
        values: [flowId, workspaceId],
      });
      return rows[0];
    },

    async find({ runId, path, ordinal }) {
      const { rows } = await pool.query<{ runId: string }>({
        name: 'subflow-find',
        text: 'select run_id as "runId" from called_run where parent_id = $1 and path = $2 and ordinal = $3',
        values: [runId, path, ordinal],
      });
      return rows[0]?.runId;
    },

    async unfinishedOf(parentId) {
      const { rows } = await pool.query<CalledRun>({
        name: 'subflow-unfinished',
        text: `select c.run_id as "runId", c.parent_id as "parentId", c.path, c.is_waited as "isWaited"
          from called_run c join run_lease l on l.run_id = c.run_id where c.parent_id = $1 and c.is_waited`,
        values: [parentId],
      });
      return rows;
    },

    async ended(limit) {
      const { rows } = await pool.query<EndedLine>({
        name: 'subflow-ended',
        text: `select e.run_id as "runId", f.name as "flowName", c.parent_id as "parentId", c.path, c.is_waited as "isWaited"
          from (select run_id, ended_at from ended_run order by ended_at limit $1) e
          left join called_run c on c.run_id = e.run_id
          left join run r on r.id = e.run_id left join flow f on f.id = r.flow_id order by e.ended_at`,
        values: [limit],
      });
      return rows.map(({ runId, flowName, parentId, path, isWaited }) => ({
        runId,
        flowName,
        call: parentId === null ? null : { parentId, path: path ?? '', isWaited: isWaited === true },
      }));
    },

    async forget(runIds) {
      await pool.query('delete from ended_run where run_id = any($1::uuid[])', [runIds]);
    },

    async remember(runId) {
      await pool.query('insert into ended_run (run_id) values ($1) on conflict do nothing', [runId]);
    },
  };
}
