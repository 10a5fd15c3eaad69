import { z } from 'zod';
import { importFlow } from '../../flows/importFlow.ts';
import { inWorkspace } from '../trpc.ts';

export const importFile = inWorkspace('flow.create')
  .input(z.object({ file: z.unknown() }))
  .mutation(({ ctx, input }) => importFlow(input, ctx.access, ctx));
