import { type Diagnostic, StepId } from '@patchbay/flow';
import type { Said } from '@patchbay/words';
import { z } from 'zod/mini';
import { appFailureOf, sentenceOf } from '../../api/failure.ts';
import { tn } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';

const SaidWords: z.ZodMiniType<Said> = z.object({
  text: z.string(),
  other: z.optional(z.string()),
  values: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.lazy(() => SaidWords)]))),
});

const Problems = z.array(
  z.object({
    code: z.string(),
    severity: z.enum(['error', 'warning', 'note']),
    message: z.string(),
    said: z.optional(SaidWords),
    step: z.optional(StepId),
    field: z.optional(z.array(z.string())),
  }),
);

/** Why a try was refused, in words, and what in the flow has to be fixed before it. */
export type RefusedTry = { sentence: string; problems: readonly Diagnostic[] };

/** Reads what the server says no with. The flow's own problems are told as what stands in the way of the try. */
export function refusedTry(error: unknown): RefusedTry {
  const failure = appFailureOf(error);
  const parsed = failure?.code === 'flow_has_problems' ? Problems.safeParse(failure.details) : undefined;
  const problems = parsed?.success === true ? parsed.data.filter(({ severity }) => severity === 'error') : [];
  const [first] = problems;
  if (first === undefined) return { sentence: sentenceOf(error), problems };
  const count = problems.length;
  const sentence = tn(count, 'Fix this first: {message}', '{count} things have to be fixed first.', {
    message: told(first),
  });
  return { sentence, problems };
}
