import { z } from 'zod';
import { importCsv as carryOut } from '../../tables/importCsv.ts';
import { inWorkspace } from '../trpc.ts';
import { csvText, tableId } from './inputs.ts';

export const importCsv = inWorkspace('table.update')
  .input(z.object({ tableId, text: csvText, skipUnfit: z.boolean().default(false) }))
  .mutation(({ ctx, input }) => carryOut(input, ctx.access, ctx));
