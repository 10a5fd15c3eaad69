import { cancelRun } from '../../runs/cancelRun.ts';
import { onRun } from '../trpc.ts';

export const cancel = onRun('run.cancel').mutation(({ ctx, input }) => cancelRun(input.runId, ctx.access, ctx));
