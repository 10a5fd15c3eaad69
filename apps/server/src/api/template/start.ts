import { z } from 'zod';
import { startFromTemplate } from '../../templates/startFromTemplate.ts';
import { inWorkspace } from '../trpc.ts';

export const start = inWorkspace('flow.create')
  .input(z.object({ templateId: z.string().max(100) }))
  .mutation(({ ctx, input }) => startFromTemplate(input, ctx.access, ctx));
