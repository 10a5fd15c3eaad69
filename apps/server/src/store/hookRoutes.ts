import type { Plan } from '@patchbay/execution';
import { Step } from '@patchbay/flow';
import type { Pool } from 'pg';
import type { TriggerStep } from '../hooks/triggerSettings.ts';
import type { Sealed } from '../vault/vault.ts';

/** Where requests to a hook go. `live` is null while the flow was never published. */
export type HookRoute = {
  hookId: string;
  flowId: string;
  workspaceId: string;
  stepId: string;
  active: boolean;
  /** The processes in which somebody waits for the next request. */
  listeners: string[];
  /** What was agreed on with the app whose events come here. */
  subscription: { id: string; sealed: Sealed } | null;
  live: { number: number; planId: string; plan: Plan } | null;
};

type Row = Omit<HookRoute, 'live'> & { number: number | null; planId: string | null; plan: Plan | null };

/** The route of a hook; null when there is no such hook. */
export async function findHookRoute(pool: Pool, hookId: string): Promise<HookRoute | null> {
  const { rows } = await pool.query<Row>({
    name: 'hook-route',
    text: `select h.id as "hookId", h.flow_id as "flowId", f.workspace_id as "workspaceId", h.step_id as "stepId", f.active,
        v.number, v.plan_id as "planId", p.plan,
        case when s.sealed is null then null else json_build_object('id', s.id, 'sealed', s.sealed) end as subscription,
        array(select l.process::text from hook_listener l
          where l.flow_id = h.flow_id and l.step_id = h.step_id and l.until > now()) as listeners
      from hook h
      join flow f on f.id = h.flow_id
      left join flow_version v on v.id = f.live_version_id
      left join run_plan p on p.id = v.plan_id
      left join subscription s on s.flow_id = h.flow_id and s.step_id = h.step_id
      where h.id = $1`,
    values: [hookId],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const { number, planId, plan, ...route } = row;
  return { ...route, live: number === null || planId === null || plan === null ? null : { number, planId, plan } };
}

type DraftStep = TriggerStep & { uses: Step['uses'] };

/** The run that an earlier delivery of the same key started. */
export async function findDelivery(pool: Pool, delivery: { hookId: string; key: string }): Promise<string | null> {
  const { rows } = await pool.query<{ run_id: string }>({
    name: 'hook-delivery',
    text: 'select run_id from hook_delivery where hook_id = $1 and key = $2',
    values: [delivery.hookId, delivery.key],
  });
  return rows[0]?.run_id ?? null;
}

/** A step as it is drawn now, and whose; null when the draft has it no more. */
export async function findDraftStep(pool: Pool, flowId: string, stepId: string): Promise<DraftStep | null> {
  const { rows } = await pool.query<{ step: unknown }>(
    'select document #> array[$2, $3] as step from draft where flow_id = $1',
    [flowId, 'steps', stepId],
  );
  const step = Step.safeParse(rows[0]?.step);
  if (!step.success) return null;
  const { uses, inputs, connection } = step.data;
  return { uses, operation: uses.operation, inputs, ...(connection !== undefined && { connection }) };
}
