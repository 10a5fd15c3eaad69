import { z } from 'zod';
import { clearMemory } from '../../memories/clearMemory.ts';
import { inWorkspace } from '../trpc.ts';

export const clear = inWorkspace('memory.clear')
  .input(z.object({ memoryId: z.string().max(64) }))
  .mutation(({ ctx, input }) => clearMemory(input, ctx.access, ctx));
