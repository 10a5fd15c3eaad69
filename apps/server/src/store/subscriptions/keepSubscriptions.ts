import type { Asked } from '../../subscriptions/subscription.ts';
import type { Transaction } from '../database.ts';
import { Prisma } from '../generated/client.ts';

type Kept = {
  workspaceId: string;
  flowId: string;
  subscriptions: readonly { stepId: string; asks: Asked }[];
  active: boolean;
};

/**
 * Makes what a flow asks of apps that of the version that goes live. Somebody looks after each that has changed: what an
 * app holds is not forgotten before it was told.
 */
export async function keepSubscriptions(transaction: Transaction, kept: Kept, now: number): Promise<void> {
  const { workspaceId, flowId, subscriptions, active } = kept;
  const stepIds = subscriptions.map(({ stepId }) => stepId);
  await transaction.subscription.updateMany({
    where: { flowId, stepId: { notIn: stepIds } },
    data: { asks: Prisma.DbNull, isOn: false, nextDueAt: new Date(now) },
  });
  const hooks = await transaction.hook.findMany({ where: { flowId, stepId: { in: stepIds } } });
  for (const { stepId, asks } of subscriptions) {
    const hookId = hooks.find((hook) => hook.stepId === stepId)?.id;
    if (hookId === undefined) continue;
    const data = { asks: JSON.parse(JSON.stringify(asks)), isOn: active, nextDueAt: new Date(now), failures: 0 };
    await transaction.subscription.upsert({
      where: { flowId_stepId: { flowId, stepId } },
      create: { workspaceId, flowId, stepId, hookId, ...data },
      update: data,
    });
  }
}

/** With the flow, what it asks is switched on and off. */
export async function switchSubscriptions(
  transaction: Transaction,
  { flowId, active }: { flowId: string; active: boolean },
  now: number,
): Promise<void> {
  await transaction.subscription.updateMany({
    where: { flowId, isOn: !active },
    data: { isOn: active, nextDueAt: new Date(now), failures: 0 },
  });
}

/** The flow goes: its apps are told. */
export async function endSubscriptions(transaction: Transaction, flowId: string, now: number): Promise<void> {
  const data = { asks: Prisma.DbNull, isOn: false, nextDueAt: new Date(now), failures: 0 };
  await transaction.subscription.updateMany({ where: { flowId }, data });
}
