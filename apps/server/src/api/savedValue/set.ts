import { z } from 'zod';
import { setSavedValue } from '../../savedValues/setSavedValue.ts';
import { inWorkspace } from '../trpc.ts';

export const set = inWorkspace('store.update')
  .input(z.object({ key: z.string().max(1_000), value: z.unknown() }))
  .mutation(({ ctx, input }) => setSavedValue(input, ctx.access, ctx));
