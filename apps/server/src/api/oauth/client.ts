import { z } from 'zod';
import { getClient } from '../../oauth/registeredClient.ts';
import { inWorkspace } from '../trpc.ts';

export const client = inWorkspace('oauthClient.read')
  .input(z.object({ connector: z.string().max(100) }))
  .query(({ ctx, input }) => getClient(input, ctx.access, ctx));
