import { getRun } from '../../runs/getRun.ts';
import { sent } from '../sent.ts';
import { onRun } from '../trpc.ts';

export const get = onRun('run.read').query(async ({ ctx, input }) => sent(await getRun(input.runId, ctx.access, ctx)));
