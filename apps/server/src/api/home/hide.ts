import { z } from 'zod';
import { hideFirstSteps } from '../../home/hideFirstSteps.ts';
import { inWorkspace } from '../trpc.ts';

export const hide = inWorkspace('workspace.read')
  .input(z.object({ isHidden: z.boolean() }))
  .mutation(({ ctx, input }) => hideFirstSteps(input, ctx.access, ctx));
