import { z } from 'zod';
import { listRuns } from '../../runs/listRuns.ts';
import { page, sinceOf, withinHours } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('run.read')
  .input(
    page.extend({
      withinHours,
      flowId: z.string().max(64).optional(),
      status: z.enum(['waiting', 'running', 'succeeded', 'failed', 'cancelled', 'needs_attention']).optional(),
      mode: z.enum(['live', 'mock']).optional(),
    }),
  )
  .query(({ ctx, input: { withinHours: hours, ...query } }) =>
    listRuns({ ...query, since: sinceOf(hours, ctx.now()) }, ctx.access, ctx),
  );
