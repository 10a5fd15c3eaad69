import { z } from 'zod';
import { getOverlay as get } from '../../connectors/setOverlay.ts';
import { inWorkspace } from '../trpc.ts';

export const getOverlay = inWorkspace('connector.read')
  .input(z.object({ connector: z.string().max(100) }))
  .query(({ ctx, input }) => get(input, ctx.access, ctx));
