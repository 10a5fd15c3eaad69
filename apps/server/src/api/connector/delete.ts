import { z } from 'zod';
import { deleteConnector } from '../../connectors/deleteConnector.ts';
import { inWorkspace } from '../trpc.ts';

export const remove = inWorkspace('connector.delete')
  .input(z.object({ connector: z.string().max(100) }))
  .mutation(({ ctx, input }) => deleteConnector(input, ctx.access, ctx));
