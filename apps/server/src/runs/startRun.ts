import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { typedFields } from '@patchbay/flow';
import { beginRun } from './beginRun.ts';
import { checkStartValues } from './checkStartValues.ts';
import { payloadFor } from './payloadFor.ts';
import type { RunUseDeps } from './runPorts.ts';

/**
 * Starts the live version by hand, whether or not the flow is switched on; from the trigger made for that, or the one
 * asked for. Throws `flow_not_published`.
 */
export async function startRun(
  { flowId, trigger: wanted, payload }: { flowId: string; trigger?: string | undefined; payload: unknown },
  access: Access<'run.start'>,
  deps: RunUseDeps,
): Promise<{ runId: string }> {
  const live = await deps.runStore.liveVersion(flowId);
  if (live === null || live.workspaceId !== access.workspaceId) throw new AppError('flow_not_published');
  const plan = await deps.plans.get(live.planId);
  const triggers = plan?.plan.steps.filter((step) => step.kind === 'trigger') ?? [];
  const byHand = triggers.find(({ operation }) => operation === 'manual') ?? triggers[0];
  const trigger = wanted === undefined ? byHand : triggers.find(({ id }) => id === wanted);
  if (plan === undefined || trigger === undefined) throw new AppError('flow_cannot_be_started');
  checkStartValues(typedFields(trigger.inputs.fields), payload);
  const { workspaceId, number, planId } = live;
  return beginRun(deps, {
    workspaceId,
    flowId,
    number,
    planId,
    plan,
    mode: 'live',
    trigger: trigger.id,
    payload: payloadFor(trigger, payload, deps.now()),
  });
}
