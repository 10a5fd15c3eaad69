import { z } from 'zod';
import { renameFlow } from '../../flows/renameFlow.ts';
import { flowName } from '../inputs.ts';
import { onFlow } from '../trpc.ts';

export const rename = onFlow('flow.update')
  .input(z.object({ name: flowName }))
  .mutation(({ ctx, input }) => renameFlow(input, ctx.access, ctx));
