import type { Plan } from '@patchbay/execution';
import type { Pool } from 'pg';

/** Where requests to a hook go. `live` is null while the flow was never published. */
export type HookRoute = {
  hookId: string;
  flowId: string;
  workspaceId: string;
  stepId: string;
  active: boolean;
  live: { number: number; planId: string; plan: Plan } | null;
};

type Row = Omit<HookRoute, 'live'> & { number: number | null; planId: string | null; plan: Plan | null };

/** The route of a hook; null when there is no such hook. */
export async function findHookRoute(pool: Pool, hookId: string): Promise<HookRoute | null> {
  const { rows } = await pool.query<Row>({
    name: 'hook-route',
    text: `select h.id as "hookId", h.flow_id as "flowId", f.workspace_id as "workspaceId", h.step_id as "stepId", f.active,
        v.number, v.plan_id as "planId", p.plan
      from hook h
      join flow f on f.id = h.flow_id
      left join flow_version v on v.id = f.live_version_id
      left join run_plan p on p.id = v.plan_id
      where h.id = $1`,
    values: [hookId],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const { number, planId, plan, ...route } = row;
  return { ...route, live: number === null || planId === null || plan === null ? null : { number, planId, plan } };
}

/** The run that an earlier delivery of the same key started. */
export async function findDelivery(pool: Pool, delivery: { hookId: string; key: string }): Promise<string | null> {
  const { rows } = await pool.query<{ run_id: string }>({
    name: 'hook-delivery',
    text: 'select run_id from hook_delivery where hook_id = $1 and key = $2',
    values: [delivery.hookId, delivery.key],
  });
  return rows[0]?.run_id ?? null;
}
