import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { findRun } from '../runs/findRun.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import type { StepPlace } from '../runs/stepPlace.ts';

/**
 * The address of a callback step of a run, for a person to pass on. For who may move runs: whoever has it may end the
 * wait. Throws `not_found` where no such step is.
 */
export async function getCallbackUrl(
  place: StepPlace,
  access: Access<'run.retry'>,
  deps: Pick<RunUseDeps, 'runStore' | 'plans' | 'addresses'>,
): Promise<{ url: string }> {
  const { planId } = await findRun(place.runId, access, deps);
  const plan = await deps.plans.get(planId);
  const id = place.path.slice(place.path.lastIndexOf('/') + 1);
  if (plan?.plan.steps.find((step) => step.id === id)?.wait !== 'callback') throw new AppError('not_found');
  return { url: deps.addresses.callback(place) };
}
