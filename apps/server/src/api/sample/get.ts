import { getSample } from '../../samples/getSample.ts';
import { sent } from '../sent.ts';
import { onFlow } from '../trpc.ts';
import { sampleKey } from './inputs.ts';

export const get = onFlow('run.read')
  .input(sampleKey)
  .query(async ({ ctx, input }) => sent(await getSample(input, ctx.access, ctx)));
