import { z } from 'zod';
import { inWorkspace } from '../trpc.ts';

export const cancel = inWorkspace('run.replay')
  .input(z.object({ batchId: z.string().max(64) }))
  .mutation(({ ctx, input }) => ctx.replays.cancel(input));
