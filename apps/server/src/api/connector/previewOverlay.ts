import { z } from 'zod';
import { previewOverlay as preview } from '../../connectors/previewOverlay.ts';
import { inWorkspace } from '../trpc.ts';
import { EditedOverlay } from './editedOverlay.ts';

/** Changes nothing, but an overlay may be too long for an address. */
export const previewOverlay = inWorkspace('connector.update')
  .input(z.object({ connector: z.string().max(100), overlay: EditedOverlay }))
  .mutation(({ ctx, input }) => preview(input, ctx.access, ctx));
