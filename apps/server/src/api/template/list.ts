import { z } from 'zod';
import { listTemplates } from '../../templates/listTemplates.ts';
import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('flow.read')
  .input(z.object({ query: z.string().trim().max(200).optional() }))
  .query(({ ctx, input }) => listTemplates(input, ctx.access, ctx));
