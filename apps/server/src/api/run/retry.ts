import { z } from 'zod';
import { onRun } from '../trpc.ts';

export const retry = onRun('run.retry')
  .input(z.object({ path: z.string().min(1).max(1_000) }))
  .mutation(({ ctx, input }) => ctx.runs.retry(ctx.access, input));
