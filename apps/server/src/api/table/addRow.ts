import { z } from 'zod';
import { addRow as carryOut } from '../../tables/addRow.ts';
import { inWorkspace } from '../trpc.ts';
import { tableId, values } from './inputs.ts';

export const addRow = inWorkspace('table.update')
  .input(z.object({ tableId, values }))
  .mutation(({ ctx, input }) => carryOut(input, ctx.access, ctx));
