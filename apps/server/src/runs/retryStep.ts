import { viewRun } from '@patchbay/execution';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { findRun } from './findRun.ts';
import { recordByHand } from './recordByHand.ts';
import type { RunUseDeps } from './runPorts.ts';

const RETRYABLE = new Set(['failed', 'unknown', 'retrying', 'waiting']);

/** Tries a step again that failed, waits or has an unknown outcome; the run goes on from there, even when it had ended. */
export async function retryStep(
  { runId, path }: { runId: string; path: string },
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
      if (step === undefined || step.attempts === 0 || !RETRYABLE.has(step.status)) throw new AppError('not_found');
      return [{ type: 'step.retried', at: deps.now(), path, by: access.userId }];
    },
    deps,
  );
  deps.worker.abandon(runId);
  await deps.worker.wake([runId]);
}
