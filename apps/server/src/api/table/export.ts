import { z } from 'zod';
import { exportCsv } from '../../tables/exportCsv.ts';
import { inWorkspace } from '../trpc.ts';
import { tableId } from './inputs.ts';

export const exportFile = inWorkspace('table.read')
  .input(z.object({ tableId }))
  .query(({ ctx, input }) => exportCsv(input, ctx.access, ctx));
