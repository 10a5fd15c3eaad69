import { z } from 'zod';
import { listApprovals } from '../../approvals/listApprovals.ts';
import { page } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('approval.read')
  .input(page.extend({ state: z.enum(['open', 'settled']).default('open'), cursor: z.string().max(2_000).optional() }))
  .query(({ ctx, input }) => listApprovals(input, ctx.access, ctx));
