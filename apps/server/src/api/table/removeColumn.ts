import { z } from 'zod';
import { removeColumn as carryOut } from '../../tables/removeColumn.ts';
import { inWorkspace } from '../trpc.ts';
import { tableId } from './inputs.ts';

export const removeColumn = inWorkspace('table.update')
  .input(z.object({ tableId, columnId: z.string().max(100) }))
  .mutation(({ ctx, input }) => carryOut(input, ctx.access, ctx));
