import { listTold as toldRuns } from '../../runs/listTold.ts';
import { onRun } from '../trpc.ts';

export const listTold = onRun('run.read').query(({ ctx, input }) => toldRuns(input, ctx.access, ctx));
