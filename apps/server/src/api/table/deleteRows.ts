import { z } from 'zod';
import { deleteRows as carryOut } from '../../tables/deleteRows.ts';
import { inWorkspace } from '../trpc.ts';
import { tableId } from './inputs.ts';

export const deleteRows = inWorkspace('table.update')
  .input(z.object({ tableId, rowIds: z.array(z.string().max(64)).min(1).max(1_000) }))
  .mutation(({ ctx, input }) => carryOut(input, ctx.access, ctx));
