import { z } from 'zod';
import { getTemplate } from '../../templates/getTemplate.ts';
import { inWorkspace } from '../trpc.ts';

export const get = inWorkspace('flow.read')
  .input(z.object({ templateId: z.string().max(100) }))
  .query(({ ctx, input }) => getTemplate(input, ctx.access, ctx));
