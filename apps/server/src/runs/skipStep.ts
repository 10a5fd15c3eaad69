import type { StepRun } from '@patchbay/execution';
import type { Access } from '../policies/can.ts';
import { recordOnStep, type StepInRun } from './recordOnStep.ts';
import type { RunUseDeps } from './runPorts.ts';

/**
 * Goes on without a step whose outcome is unknown, or that lets time pass, as if it had ended and given nothing. Allowed to
 * whoever may try a step again: both answer the same question.
 */
export async function skipStep(step: StepInRun, access: Access<'run.retry'>, deps: RunUseDeps): Promise<void> {
  await recordOnStep({ ...step, type: 'step.skipped', fits }, access, deps);
}

function fits({ status, waiting }: StepRun): boolean {
  return status === 'unknown' || waiting?.for === 'time';
}
