import { z } from 'zod';
import { replayRuns } from '../../replays/replayRuns.ts';
import { sinceOf } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';
import { runFilter } from './inputs.ts';

export const create = inWorkspace('run.replay')
  .input(z.object({ filter: runFilter, from: z.enum(['failed', 'start']), newest: z.boolean() }))
  .mutation(({ ctx, input: { filter, ...wish } }) => {
    const { withinHours, ...rest } = filter;
    const since = sinceOf(withinHours, ctx.now());
    return replayRuns({ ...wish, filter: { ...rest, since } }, ctx.access, ctx);
  });
