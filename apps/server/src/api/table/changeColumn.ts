import { z } from 'zod';
import { changeColumn as carryOut } from '../../tables/changeColumn.ts';
import { inWorkspace } from '../trpc.ts';
import { newColumn, tableId } from './inputs.ts';

export const changeColumn = inWorkspace('table.update')
  .input(z.object({ tableId, columnId: z.string().max(100), to: newColumn, dropUnfit: z.boolean().default(false) }))
  .mutation(({ ctx, input }) => carryOut(input, ctx.access, ctx));
