import { z } from 'zod';
import { listRuns } from '../../runs/listRuns.ts';
import { page } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('run.read')
  .input(
    page.extend({
      since: z.iso.datetime().optional(),
      flowId: z.string().max(64).optional(),
      status: z.enum(['waiting', 'running', 'succeeded', 'failed', 'cancelled', 'needs_attention']).optional(),
      mode: z.enum(['live', 'mock']).optional(),
    }),
  )
  .query(({ ctx, input }) => listRuns(input, ctx.access, ctx));
