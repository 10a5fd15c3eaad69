import { sent } from '../sent.ts';
import { onRun } from '../trpc.ts';

export const get = onRun('run.read').query(async ({ ctx, input }) => sent(await ctx.runs.get(ctx.access, input.runId)));
