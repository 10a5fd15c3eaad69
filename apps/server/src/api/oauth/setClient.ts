import { z } from 'zod';
import { setClient as keep } from '../../oauth/registeredClient.ts';
import { inWorkspace } from '../trpc.ts';

export const setClient = inWorkspace('oauthClient.update')
  .input(
    z.object({
      connector: z.string().max(100),
      clientId: z.string().trim().min(1).max(1_000),
      clientSecret: z.string().trim().min(1).max(10_000).optional(),
    }),
  )
  .mutation(({ ctx, input }) => keep(input, ctx.access, ctx));
