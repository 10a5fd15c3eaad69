import { z } from 'zod';
import { deleteConnection } from '../../connections/deleteConnection.ts';
import { inWorkspace } from '../trpc.ts';
import { connectionId } from './inputs.ts';

const seen = z.array(z.object({ flowId: z.string().max(64), stops: z.boolean() })).max(10_000);

export const remove = inWorkspace('connection.delete')
  .input(z.object({ connectionId, seen }))
  .mutation(({ ctx, input }) => deleteConnection(input, ctx.access, ctx));
