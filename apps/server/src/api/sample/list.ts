import { listSamples } from '../../samples/listSamples.ts';
import { onFlow } from '../trpc.ts';

export const list = onFlow('run.read').query(({ ctx, input }) => listSamples(input.flowId, ctx.access, ctx));
