import { z } from 'zod';
import { showPlace as show } from '../../flows/showPlace.ts';
import { onFlow } from '../trpc.ts';

export const showPlace = onFlow('flow.read')
  .input(z.object({ clientId: z.string().min(1).max(64), stepId: z.string().max(64).nullable() }))
  .mutation(({ ctx, input }) => show(input, ctx.access, ctx));
