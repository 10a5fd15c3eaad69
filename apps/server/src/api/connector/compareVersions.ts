import { z } from 'zod';
import { compareVersions as compare } from '../../connectors/compareVersions.ts';
import { inWorkspace } from '../trpc.ts';

export const compareVersions = inWorkspace('connector.read')
  .input(z.object({ connector: z.string().max(100), before: z.string().max(100).optional() }))
  .query(({ ctx, input }) => compare(input, ctx.access, ctx));
