import { z } from 'zod';
import { createConnection } from '../../connections/createConnection.ts';
import { inWorkspace } from '../trpc.ts';

const secret = z.string().min(1).max(10_000);

const Secret = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bearer'), token: secret }),
  z.object({ kind: z.literal('basic'), username: z.string().max(1_000), password: z.string().max(10_000) }),
  z.object({ kind: z.literal('apiKey'), value: secret }),
  // Which values there are, and what fits, the connector says.
  z.object({
    kind: z.literal('fields'),
    id: z.string().max(100),
    values: z.record(z.string().max(100), z.string().max(10_000)),
  }),
]);

export const create = inWorkspace('connection.create')
  .input(z.object({ connector: z.string().max(100), name: z.string().trim().min(1).max(80), auth: Secret }))
  .mutation(({ ctx, input }) => createConnection(input, ctx.access, ctx));
