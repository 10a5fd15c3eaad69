import { z } from 'zod';
import { replayRuns } from '../../replays/replayRuns.ts';
import { inWorkspace } from '../trpc.ts';
import { runFilter } from './inputs.ts';

export const create = inWorkspace('run.replay')
  .input(z.object({ filter: runFilter, from: z.enum(['failed', 'start']), newest: z.boolean() }))
  .mutation(({ ctx, input }) => replayRuns(input, ctx.access, ctx));
