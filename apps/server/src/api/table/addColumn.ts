import { z } from 'zod';
import { addColumn as carryOut } from '../../tables/addColumn.ts';
import { inWorkspace } from '../trpc.ts';
import { newColumn, tableId } from './inputs.ts';

export const addColumn = inWorkspace('table.update')
  .input(z.object({ tableId, column: newColumn }))
  .mutation(({ ctx, input }) => carryOut(input, ctx.access, ctx));
