import { z } from 'zod';
import { listFlows } from '../../flows/listFlows.ts';
import { page } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('flow.read')
  .input(
    page.extend({
      status: z.enum(['on', 'off', 'draft', 'trouble']).optional(),
      sort: z.enum(['updated', 'name', 'created', 'run']).default('updated'),
    }),
  )
  .query(({ ctx, input }) => listFlows(input, ctx.access, ctx));
