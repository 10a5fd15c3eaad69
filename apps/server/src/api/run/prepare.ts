import { prepareRun } from '../../runs/prepareRun.ts';
import { onFlow } from '../trpc.ts';

export const prepare = onFlow('run.start').query(({ ctx, input }) => prepareRun(input, ctx.access, ctx));
