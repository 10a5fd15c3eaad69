import { z } from 'zod';
import { setActive as switchFlow } from '../../flows/setActive.ts';
import { onFlow } from '../trpc.ts';

export const setActive = onFlow('flow.publish')
  .input(z.object({ active: z.boolean() }))
  .mutation(({ ctx, input }) => switchFlow(input, ctx.access, ctx));
