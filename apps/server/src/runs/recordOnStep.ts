import { type StepRun, viewRun } from '@patchbay/execution';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { findRun } from './findRun.ts';
import { recordByHand, withMakingWay } from './recordByHand.ts';
import type { RunUseDeps } from './runPorts.ts';

export type StepInRun = { runId: string; path: string };

type Decision = StepInRun & {
  /** What the person says. */
  type: 'step.retried' | 'step.skipped';
  /** Whether it can be said of the step as it stands. */
  fits(step: StepRun): boolean;
};

/** Appends a person's word on one step, after which the run goes on. Throws `not_found` where it does not fit the step. */
export async function recordOnStep(
  { runId, path, type, fits }: Decision,
  access: Access<'run.retry'>,
  deps: RunUseDeps,
): Promise<void> {
  const { planId } = await findRun(runId, access, deps);
  const plan = await deps.plans.get(planId);
  if (plan === undefined) throw new AppError('not_found');
  await recordByHand(
    runId,
    (events) => {
      const step = viewRun(plan, events).steps.find((candidate) => candidate.path === path);
      if (step === undefined || step.attempts === 0 || !fits(step)) throw new AppError('not_found');
      return [{ type, at: deps.now(), path, by: access.userId }];
    },
    withMakingWay(deps),
  );
  deps.worker.abandon(runId);
  await deps.worker.wake([runId]);
}
