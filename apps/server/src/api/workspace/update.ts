import { z } from 'zod';
import { renameWorkspace } from '../../workspaces/renameWorkspace.ts';
import { inWorkspace } from '../trpc.ts';

export const update = inWorkspace('workspace.update')
  .input(z.object({ name: z.string().trim().min(1).max(80) }))
  .mutation(({ ctx, input }) => renameWorkspace(input, ctx.access, ctx));
