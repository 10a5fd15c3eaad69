import { z } from 'zod';
import { retryStep } from '../../runs/retryStep.ts';
import { onRun } from '../trpc.ts';

export const retry = onRun('run.retry')
  .input(z.object({ path: z.string().min(1).max(1_000) }))
  .mutation(({ ctx, input }) => retryStep(input, ctx.access, ctx));
