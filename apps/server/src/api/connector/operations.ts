import { z } from 'zod';
import { listOperations } from '../../connectors/listOperations.ts';
import { page } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';

export const operations = inWorkspace('connector.read')
  .input(page.extend({ connector: z.string().max(100) }))
  .query(({ ctx, input }) => listOperations(input, ctx.access, ctx));
