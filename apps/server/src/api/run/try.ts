import { FlowDocument } from '@patchbay/flow';
import { z } from 'zod';
import { onFlow } from '../trpc.ts';

export const tryFlow = onFlow('run.try')
  .input(
    z.object({
      document: FlowDocument,
      mode: z.enum(['mock', 'live']),
      trigger: z.string().max(64).optional(),
      payload: z.unknown(),
    }),
  )
  .mutation(({ ctx, input }) => ctx.runs.try(ctx.access, input));
