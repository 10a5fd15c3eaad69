import { z } from 'zod';
import { deleteTable } from '../../tables/deleteTable.ts';
import { inWorkspace } from '../trpc.ts';
import { tableId } from './inputs.ts';

export const remove = inWorkspace('table.delete')
  .input(z.object({ tableId }))
  .mutation(({ ctx, input }) => deleteTable(input, ctx.access, ctx));
