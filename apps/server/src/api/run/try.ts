import { FlowDocument } from '@patchbay/flow';
import { z } from 'zod';
import { tryFlow as run } from '../../runs/tryFlow.ts';
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
  .mutation(({ ctx, input }) => run(input, ctx.access, ctx));
