import { z } from 'zod';
import { restoreRows as restore } from '../../tables/restoreRows.ts';
import { inWorkspace } from '../trpc.ts';
import { tableId, values } from './inputs.ts';

const Row = z.object({
  id: z.uuid(),
  position: z.string().regex(/^\d{1,18}$/),
  cells: values,
  addedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
});

export const restoreRows = inWorkspace('table.update')
  .input(z.object({ tableId, rows: z.array(Row).min(1).max(1_000) }))
  .mutation(({ ctx, input }) => restore(input, ctx.access, ctx));
