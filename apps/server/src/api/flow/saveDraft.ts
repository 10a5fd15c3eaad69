import { FlowDiff } from '@patchbay/flow';
import { z } from 'zod';
import { saveDraft as save } from '../../flows/saveDraft.ts';
import { onFlow } from '../trpc.ts';

export const saveDraft = onFlow('flow.update')
  .input(z.object({ revision: z.int().nonnegative(), diff: FlowDiff, clientId: z.string().min(1).max(64) }))
  .mutation(({ ctx, input }) => save(input, ctx.access, ctx));
