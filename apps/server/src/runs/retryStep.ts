import type { StepRun } from '@patchbay/execution';
import type { Access } from '../policies/can.ts';
import { recordOnStep, type StepInRun } from './recordOnStep.ts';
import type { RunUseDeps } from './runPorts.ts';

const RETRYABLE = new Set(['failed', 'unknown', 'retrying', 'waiting']);

/** Tries a step again that failed, waits for its connection or has an unknown outcome; the run goes on from there, even when it had ended. */
export async function retryStep(step: StepInRun, access: Access<'run.retry'>, deps: RunUseDeps): Promise<void> {
  await recordOnStep({ ...step, type: 'step.retried', fits }, access, deps);
}

/** One that waits as it is meant to would do what it did before once more. */
function fits({ status, waiting }: StepRun): boolean {
  return RETRYABLE.has(status) && waiting === undefined;
}
