import { z } from 'zod';
import { removeClient as remove } from '../../oauth/registeredClient.ts';
import { inWorkspace } from '../trpc.ts';

export const removeClient = inWorkspace('oauthClient.update')
  .input(z.object({ connector: z.string().max(100) }))
  .mutation(({ ctx, input }) => remove(input, ctx.access, ctx));
