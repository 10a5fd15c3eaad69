import { z } from 'zod';
import { createTable } from '../../tables/createTable.ts';
import { inWorkspace } from '../trpc.ts';
import { csvText, newColumn, tableName } from './inputs.ts';

export const create = inWorkspace('table.create')
  .input(z.object({ name: tableName, columns: z.array(newColumn).min(1).max(100), csv: csvText.optional() }))
  .mutation(({ ctx, input }) => createTable(input, ctx.access, ctx));
