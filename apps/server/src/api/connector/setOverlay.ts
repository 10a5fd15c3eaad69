import { z } from 'zod';
import { setOverlay as set } from '../../connectors/setOverlay.ts';
import { inWorkspace } from '../trpc.ts';
import { EditedOverlay } from './editedOverlay.ts';

export const setOverlay = inWorkspace('connector.update')
  .input(z.object({ connector: z.string().max(100), overlay: EditedOverlay }))
  .mutation(({ ctx, input }) => set(input, ctx.access, ctx));
