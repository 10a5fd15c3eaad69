import { z } from 'zod';
import { listServers } from '../../connectors/listServers.ts';
import { inWorkspace } from '../trpc.ts';

export const servers = inWorkspace('connector.read')
  .input(z.object({ connector: z.string().max(100) }))
  .query(({ ctx, input }) => listServers(input, ctx.access, ctx));
