import { z } from 'zod';
import { startRun } from '../../runs/startRun.ts';
import { onFlow } from '../trpc.ts';

export const start = onFlow('run.start')
  .input(z.object({ trigger: z.string().max(64).optional(), payload: z.unknown() }))
  .mutation(({ ctx, input }) => startRun(input, ctx.access, ctx));
