import { z } from 'zod';
import { importProgress as progress } from '../../connectors/importProgress.ts';
import { inWorkspace } from '../trpc.ts';

export const importProgress = inWorkspace('connector.import')
  .input(z.object({ importId: z.string().max(64) }))
  .query(({ ctx, input }) => progress(input, ctx.access, ctx));
