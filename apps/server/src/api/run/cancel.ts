import { onRun } from '../trpc.ts';

export const cancel = onRun('run.cancel').mutation(({ ctx, input }) => ctx.runs.cancel(ctx.access, input.runId));
