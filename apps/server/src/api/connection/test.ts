import { z } from 'zod';
import { testConnection } from '../../connections/testConnection.ts';
import { inWorkspace } from '../trpc.ts';
import { connectionId } from './inputs.ts';

export const test = inWorkspace('connection.test')
  .input(z.object({ connectionId }))
  .mutation(({ ctx, input }) => testConnection(input, ctx.access, ctx));
