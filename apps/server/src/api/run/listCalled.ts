import { z } from 'zod';
import { listCalled as calledRuns } from '../../runs/listCalled.ts';
import { onRun } from '../trpc.ts';

export const listCalled = onRun('run.read')
  .input(z.object({ path: z.string().max(4_000).optional() }))
  .query(({ ctx, input }) => calledRuns(input, ctx.access, ctx));
