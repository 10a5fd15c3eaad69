import { z } from 'zod';
import { setSample } from '../../samples/setSample.ts';
import { onFlow } from '../trpc.ts';
import { sampleKey } from './inputs.ts';

export const set = onFlow('flow.update')
  .input(sampleKey.extend({ value: z.unknown() }))
  .mutation(({ ctx, input }) => setSample({ ...input, value: input.value }, ctx.access, ctx));
