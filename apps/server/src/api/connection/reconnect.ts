import { z } from 'zod';
import { reconnectConnection } from '../../connections/reconnectConnection.ts';
import { inWorkspace } from '../trpc.ts';
import { connectionId, Secret } from './inputs.ts';

export const reconnect = inWorkspace('connection.update')
  .input(z.object({ connectionId, auth: Secret, anyway: z.boolean().optional() }))
  .mutation(({ ctx, input }) => reconnectConnection(input, ctx.access, ctx));
