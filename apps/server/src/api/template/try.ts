import { z } from 'zod';
import { tryTemplate } from '../../templates/tryTemplate.ts';
import { inWorkspace } from '../trpc.ts';

const Value = z.union([z.string().max(10_000), z.number(), z.boolean(), z.array(z.string().max(1_000)).max(200)]);

// It writes nothing, so whoever may look at templates may try one; a mutation, since what was typed travels in the body.
export const tryOut = inWorkspace('flow.read')
  .input(
    z.object({
      templateId: z.string().max(100),
      sample: z.number().int().min(0).max(50),
      values: z.record(z.string().max(200), Value).optional(),
    }),
  )
  .mutation(({ ctx, input }) => tryTemplate(input, ctx.access, ctx));
