import { z } from 'zod';
import { updateRow as carryOut } from '../../tables/updateRow.ts';
import { inWorkspace } from '../trpc.ts';
import { tableId, values } from './inputs.ts';

export const updateRow = inWorkspace('table.update')
  .input(z.object({ tableId, rowId: z.string().max(64), values }))
  .mutation(({ ctx, input }) => carryOut(input, ctx.access, ctx));
