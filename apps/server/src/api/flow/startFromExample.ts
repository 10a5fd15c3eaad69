import { z } from 'zod';
import { startFromExample as start } from '../../flows/startFromExample.ts';
import { inWorkspace } from '../trpc.ts';

export const startFromExample = inWorkspace('flow.create')
  .input(z.object({ example: z.string().min(1).max(100) }))
  .mutation(({ ctx, input }) => start(input, ctx.access, ctx));
