import { z } from 'zod';
import { listSavedValues } from '../../savedValues/listSavedValues.ts';
import { searchText } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('store.read')
  .input(
    z.object({
      search: searchText.optional(),
      cursor: z.string().max(200).optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
  )
  .query(({ ctx, input: { cursor, ...query } }) => listSavedValues({ ...query, after: cursor }, ctx.access, ctx));
