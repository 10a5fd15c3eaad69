import { z } from 'zod';
import { deleteSavedValue } from '../../savedValues/deleteSavedValue.ts';
import { inWorkspace } from '../trpc.ts';

export const remove = inWorkspace('store.update')
  .input(z.object({ key: z.string().max(1_000) }))
  .mutation(({ ctx, input }) => deleteSavedValue(input, ctx.access, ctx));
