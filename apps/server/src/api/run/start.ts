import { z } from 'zod';
import { onFlow } from '../trpc.ts';

export const start = onFlow('run.start')
  .input(z.object({ payload: z.unknown() }))
  .mutation(({ ctx, input }) => ctx.runs.start(ctx.access, input));
