import type { Transaction } from '../database.ts';

/** Makes the polls of a flow those of the version that goes live. What one has seen stays, whatever is published. */
export async function keepPolls(
  transaction: Transaction,
  { flowId, stepIds, active }: { flowId: string; stepIds: readonly string[]; active: boolean },
  now: number,
): Promise<void> {
  await transaction.poll.deleteMany({ where: { flowId, stepId: { notIn: [...stepIds] } } });
  await transaction.poll.createMany({ data: stepIds.map((stepId) => ({ flowId, stepId })), skipDuplicates: true });
  await switchPolls(transaction, { flowId, active }, now);
}

/** Switched on, they look at once and find what came meanwhile. A look under way when they are switched off starts nothing. */
export async function switchPolls(
  transaction: Transaction,
  { flowId, active }: { flowId: string; active: boolean },
  now: number,
): Promise<void> {
  const where = { flowId, nextDueAt: active ? null : { not: null } };
  await transaction.poll.updateMany({ where, data: { nextDueAt: active ? new Date(now) : null, claim: null } });
}
