import { z } from 'zod';
import { searchOperations } from '../../connectors/searchOperations.ts';
import { searchText } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';

export const search = inWorkspace('connector.read')
  .input(
    z.object({
      query: searchText,
      limit: z.int().min(1).max(100).default(30),
      /** Wanted whatever was typed, as `stripe/createRefund`. */
      also: z.array(z.string().max(200)).max(20).optional(),
    }),
  )
  .query(({ ctx, input }) => searchOperations(input, ctx.access, ctx));
