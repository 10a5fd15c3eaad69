import { z } from 'zod';
import { createWorkspace } from '../../workspaces/createWorkspace.ts';
import { personalProcedure } from '../trpc.ts';

export const create = personalProcedure
  .input(z.object({ name: z.string().trim().min(1).max(80) }))
  .mutation(({ ctx, input }) => createWorkspace(input, ctx.actor, ctx));
