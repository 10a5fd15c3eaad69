import { z } from 'zod';
import { deleteConnection } from '../../connections/deleteConnection.ts';
import { inWorkspace } from '../trpc.ts';

export const remove = inWorkspace('connection.delete')
  .input(z.object({ connectionId: z.string().max(64) }))
  .mutation(({ ctx, input }) => deleteConnection(input, ctx.access, ctx));
