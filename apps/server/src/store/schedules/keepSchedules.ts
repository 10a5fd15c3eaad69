import type { ScheduleRule } from '@patchbay/expression';
import { isDeepStrictEqual } from 'node:util';
import type { FlowSchedule } from '../../schedules/scheduleSteps.ts';
import { next } from '../../schedules/settle.ts';
import type { Transaction } from '../database.ts';

/**
 * Makes the schedules of a flow those of the version that goes live. One that stays as it is, and is due, stays due; one
 * that changes counts from now, but for an occurrence of the old rule that had already come.
 */
export async function keepSchedules(
  transaction: Transaction,
  { flowId, schedules, active }: { flowId: string; schedules: readonly FlowSchedule[]; active: boolean },
  now: number,
): Promise<void> {
  const stepIds = schedules.map(({ stepId }) => stepId);
  await transaction.schedule.deleteMany({ where: { flowId, stepId: { notIn: stepIds } } });
  const known = await lockSchedules(transaction, flowId);
  for (const { stepId, rule } of schedules) {
    const before = known.find((schedule) => schedule.stepId === stepId);
    const isKept =
      active && before?.nextDueAt != null && (isDeepStrictEqual(before.rule, rule) || before.nextDueAt <= now);
    const due = isKept ? {} : dueFrom(rule, active ? now : null);
    await transaction.schedule.upsert({
      where: { flowId_stepId: { flowId, stepId } },
      create: { flowId, stepId, rule, zone: rule.zone, ...due },
      update: { rule, zone: rule.zone, ...due },
    });
  }
}

/** Switched off, nothing is due, and what was due is dropped; switched on, they count from now. Already so: left alone. */
export async function switchSchedules(
  transaction: Transaction,
  { flowId, active }: { flowId: string; active: boolean },
  now: number,
): Promise<void> {
  for (const { id, rule, nextDueAt } of await lockSchedules(transaction, flowId)) {
    if (active === (nextDueAt !== null)) continue;
    await transaction.schedule.update({ where: { id }, data: dueFrom(rule, active ? now : null) });
  }
}

/** The lock waits for whoever is starting a run for one of them just now, and then sees what it did. */
async function lockSchedules(transaction: Transaction, flowId: string) {
  const rows = await transaction.$queryRaw<
    { id: string; stepId: string; rule: ScheduleRule; nextDueAt: Date | null }[]
  >`
    select id, step_id as "stepId", rule, next_due_at as "nextDueAt" from schedule where flow_id = ${flowId}::uuid for update`;
  return rows.map((row) => ({ ...row, nextDueAt: row.nextDueAt?.getTime() ?? null }));
}

function dueFrom(rule: ScheduleRule, now: number | null) {
  const nextDueAt = now === null ? null : next(rule, now);
  return {
    nextDueAt: nextDueAt === null ? null : new Date(nextDueAt),
    countedAt: now === null ? null : new Date(now),
  };
}
