import { type Failure, toFailure } from '@patchbay/connector';
import { EvaluationError } from '@patchbay/expression';
import { InputError } from './evaluateFields.ts';

/** Anything a step threw, as a Failure. A mapping that gives no value is the flow's fault: another try would not help. */
export function failureOf(error: unknown): Failure {
  if (error instanceof InputError || error instanceof EvaluationError) {
    const { message, said } = error;
    return { code: 'input_not_filled', message, ...(said && { said }), retry: 'never' };
  }
  return toFailure(error);
}
