import { z } from 'zod';
import { getTable } from '../../tables/getTable.ts';
import { inWorkspace } from '../trpc.ts';
import { tableId } from './inputs.ts';

export const get = inWorkspace('table.read')
  .input(z.object({ tableId }))
  .query(({ ctx, input }) => getTable(input, ctx.access, ctx));
