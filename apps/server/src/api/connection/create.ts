import { z } from 'zod';
import { createConnection } from '../../connections/createConnection.ts';
import { inWorkspace } from '../trpc.ts';
import { Secret } from './inputs.ts';

export const create = inWorkspace('connection.create')
  .input(
    z.object({
      connector: z.string().max(100),
      name: z.string().trim().min(1).max(80),
      auth: Secret,
      anyway: z.boolean().optional(),
    }),
  )
  .mutation(({ ctx, input }) => createConnection(input, ctx.access, ctx));
