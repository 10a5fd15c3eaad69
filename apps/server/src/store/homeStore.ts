import { readFirstSteps } from '../home/firstSteps.ts';
import type { HomeStore } from '../home/homeStore.ts';
import type { Database } from './database.ts';

/** What is kept for the first page, in PostgreSQL. */
export function createHomeStore({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>): HomeStore {
  return {
    async find({ workspaceId, userId }) {
      const [workspace, member] = await Promise.all([
        prisma.workspace.findFirst({ where: { id: workspaceId }, select: { firstFlowId: true, firstSteps: true } }),
        prisma.member.findFirst({
          where: { workspaceId, userId },
          select: { hidesFirstSteps: true },
        }),
      ]);
      return {
        firstFlowId: workspace?.firstFlowId ?? null,
        firstSteps: readFirstSteps(workspace?.firstSteps ?? []),
        isHidden: member?.hidesFirstSteps ?? false,
      };
    },

    async setFirstFlow(workspaceId, firstFlowId) {
      await prisma.workspace.update({ where: { id: workspaceId }, data: { firstFlowId } });
    },

    async setHidden({ workspaceId, userId }, hidesFirstSteps) {
      await prisma.member.update({ where: { workspaceId_userId: { workspaceId, userId } }, data: { hidesFirstSteps } });
    },

    async stepsDone({ workspaceId, firstFlowId, house }) {
      const { rows } = await pool.query<Record<string, boolean>>(DONE, [workspaceId, firstFlowId, house]);
      return readFirstSteps(Object.entries(rows[0] ?? {}).flatMap(([step, isDone]) => (isDone ? [step] : [])));
    },

    async keepSteps(workspaceId, steps) {
      await prisma.workspace.update({ where: { id: workspaceId }, data: { firstSteps: [...steps] } });
    },
  };
}

const OTHERS = `select f.id, f.live_version_id, d.document from flow f join draft d on d.flow_id = f.id
  where f.workspace_id = $1 and f.id is distinct from $2`;

// Each part stops at the first row it finds. Asked only until all five are kept.
const DONE = `select
  exists (select 1 from run where workspace_id = $1) as "sawRun",
  exists (select 1 from connector where workspace_id = $1)
    or exists (select 1 from (${OTHERS}) o, json_each(o.document -> 'steps') step
      where not (step.value -> 'uses' ->> 'connector' = any($3))) as "pickedApi",
  exists (select 1 from (${OTHERS}) o, json_each(o.document -> 'edges')) as "wired",
  exists (select 1 from run where workspace_id = $1 and flow_id is distinct from $2 and number is null) as "tried",
  exists (select 1 from flow_version v join flow f on f.id = v.flow_id
    where f.workspace_id = $1 and f.id is distinct from $2) as "published"`;
