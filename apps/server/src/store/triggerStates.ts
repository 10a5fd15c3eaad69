import type { Pool } from 'pg';
import type { TriggerState } from '../flows/flowStore.ts';

type Line = Omit<TriggerState, 'lastAt' | 'nextAt'> & { lastAt: Date | null; nextAt: Date | null };

/**
 * How the triggers of a flow stand that start by themselves: schedules, those that look at other systems, and those whose
 * apps were asked for their events.
 */
export async function listTriggers(pool: Pool, flowId: string): Promise<TriggerState[]> {
  const { rows } = await pool.query<Line>({
    name: 'trigger-states',
    text: `select step_id as "stepId", 'poll' as kind, looked_at as "lastAt", next_due_at as "nextAt", failures, error
        from poll where flow_id = $1
      union all
      select step_id, 'schedule', (select max(occurs_at) from schedule_occurrence o where o.schedule_id = s.id), next_due_at,
        0, null
        from schedule s where flow_id = $1
      union all
      select step_id, 'subscription', case when holds is not null and is_on then asked_at end, null, failures, error
        from subscription where flow_id = $1 and asks is not null`,
    values: [flowId],
  });
  return rows.map(({ lastAt, nextAt, ...line }) => ({
    ...line,
    lastAt: lastAt?.toISOString() ?? null,
    nextAt: nextAt?.toISOString() ?? null,
  }));
}

/** Has a poll look as soon as anybody can. False where there is none that is on. */
export async function lookNow(pool: Pool, { flowId, stepId }: { flowId: string; stepId: string }): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update poll set next_due_at = least(next_due_at, now()) where flow_id = $1 and step_id = $2 and next_due_at is not null',
    [flowId, stepId],
  );
  return rowCount === 1;
}
