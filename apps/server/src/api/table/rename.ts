import { z } from 'zod';
import { renameTable } from '../../tables/renameTable.ts';
import { inWorkspace } from '../trpc.ts';
import { tableId, tableName } from './inputs.ts';

export const rename = inWorkspace('table.update')
  .input(z.object({ tableId, name: tableName }))
  .mutation(({ ctx, input }) => renameTable(input, ctx.access, ctx));
