import { z } from 'zod';
import { listRows } from '../../tables/listRows.ts';
import { searchText } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';
import { tableId } from './inputs.ts';

export const rows = inWorkspace('table.read')
  .input(
    z.object({
      tableId,
      search: searchText.optional(),
      conditions: z
        .array(z.object({ field: z.string().max(200), comparison: z.string().max(20), value: z.unknown().optional() }))
        .max(20)
        .default([]),
      sort: z.string().max(200).optional(),
      order: z.enum(['ascending', 'descending']).default('ascending'),
      cursor: z.string().max(2_000).optional(),
      limit: z.int().min(1).max(500).default(100),
    }),
  )
  .query(({ ctx, input }) => listRows(input, ctx.access, ctx));
