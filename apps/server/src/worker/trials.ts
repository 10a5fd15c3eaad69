import { mockFailure, type Operation } from '@patchbay/connector';
import type { CallRequest, CallResult, PlannedStep } from '@patchbay/execution';
import { DONE } from '@patchbay/flow';

/** What a step of a try gives because a person pinned it; undefined where it does its work. */
export function pinned({ trial }: PlannedStep): CallResult | undefined {
  return trial?.kind === 'gives' ? { outlet: DONE, output: trial.output } : undefined;
}

/** Throws the Failure that a mock was told to end in, for as many tries as it was told. */
export function failAsTold({ step: { trial }, attempt }: CallRequest, operation: Operation): void {
  if (trial?.kind === 'fails' && attempt <= (trial.times ?? Number.POSITIVE_INFINITY)) {
    throw mockFailure(operation, trial.status);
  }
}
