import { z } from 'zod';
import { publishFlow } from '../../flows/publishFlow.ts';
import { onFlow } from '../trpc.ts';

export const publish = onFlow('flow.publish')
  .input(z.object({ revision: z.int().nonnegative(), activate: z.boolean().optional() }))
  .mutation(({ ctx, input }) => publishFlow(input, ctx.access, ctx));
