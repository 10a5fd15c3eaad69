import { z } from 'zod';
import { lookNow as look } from '../../flows/lookNow.ts';
import { onFlow } from '../trpc.ts';

export const lookNow = onFlow('run.start')
  .input(z.object({ stepId: z.string().max(64) }))
  .mutation(({ ctx, input }) => look(input, ctx.access, ctx));
