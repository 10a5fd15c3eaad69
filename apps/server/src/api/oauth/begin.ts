import { z } from 'zod';
import { beginSignIn } from '../../oauth/beginSignIn.ts';
import { inWorkspace } from '../trpc.ts';

export const begin = inWorkspace('connection.create')
  .input(
    z.object({
      connector: z.string().max(100),
      way: z.int().min(0).max(50),
      name: z.string().trim().max(80),
      values: z.record(z.string().max(100), z.string().max(10_000)),
      scopes: z.array(z.string().max(500)).max(200).optional(),
      connectionId: z.string().max(64).optional(),
    }),
  )
  .mutation(({ ctx, input }) => beginSignIn(input, { ...ctx.access, sessionId: ctx.actor.sessionId }, ctx));
