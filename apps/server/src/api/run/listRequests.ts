import { z } from 'zod';
import { listRequests as requestsOfStep } from '../../runs/listRequests.ts';
import { onRun } from '../trpc.ts';

export const listRequests = onRun('run.read')
  .input(z.object({ path: z.string().max(4_000) }))
  .query(({ ctx, input }) => requestsOfStep(input, ctx.access, ctx));
