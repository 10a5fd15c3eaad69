import { deleteSample } from '../../samples/deleteSample.ts';
import { onFlow } from '../trpc.ts';
import { sampleKey } from './inputs.ts';

export const remove = onFlow('flow.update')
  .input(sampleKey)
  .mutation(({ ctx, input }) => deleteSample(input, ctx.access, ctx));
