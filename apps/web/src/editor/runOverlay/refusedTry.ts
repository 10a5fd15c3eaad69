import { type Diagnostic, StepId } from '@patchbay/flow';
import { z } from 'zod/mini';
import { appFailureOf, sentenceOf } from '../../api/failure.ts';
import { tn } from '../../texts/t.ts';

const Problems = z.array(
  z.object({
    code: z.string(),
    severity: z.enum(['error', 'warning', 'note']),
    message: z.string(),
    step: z.optional(StepId),
    field: z.optional(z.array(z.string())),
  }),
);

/** Why a try was refused, in words, and what in the flow has to be fixed before it. */
export type RefusedTry = { sentence: string; problems: readonly Diagnostic[] };

/** Reads what the server says no with. The flow's own problems are told as what stands in the way of the try. */
export function refusedTry(error: unknown): RefusedTry {
  const failure = appFailureOf(error);
  const told = failure?.code === 'flow_has_problems' ? Problems.safeParse(failure.details) : undefined;
  const problems = told?.success === true ? told.data.filter(({ severity }) => severity === 'error') : [];
  const [first] = problems;
  if (first === undefined) return { sentence: sentenceOf(error), problems };
  const count = problems.length;
  const sentence = tn(count, 'Fix this first: {message}', '{count} things have to be fixed first.', {
    message: first.message,
  });
  return { sentence, problems };
}
