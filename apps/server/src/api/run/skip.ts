import { z } from 'zod';
import { skipStep } from '../../runs/skipStep.ts';
import { onRun } from '../trpc.ts';

export const skip = onRun('run.retry')
  .input(z.object({ path: z.string().min(1).max(1_000) }))
  .mutation(({ ctx, input }) => skipStep(input, ctx.access, ctx));
