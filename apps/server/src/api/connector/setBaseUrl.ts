import { z } from 'zod';
import { setBaseUrl as set } from '../../connectors/setBaseUrl.ts';
import { inWorkspace } from '../trpc.ts';

export const setBaseUrl = inWorkspace('connector.update')
  .input(z.object({ connector: z.string().max(100), baseUrl: z.string().max(2_000) }))
  .mutation(({ ctx, input }) => set(input, ctx.access, ctx));
