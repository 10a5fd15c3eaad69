import { FlowDocument } from '@patchbay/flow';
import { z } from 'zod';
import { createDrawnFlow } from '../../flows/createDrawnFlow.ts';
import { flowName } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';

export const create = inWorkspace('flow.create')
  .input(z.object({ name: flowName.optional(), document: z.optional(FlowDocument) }))
  .mutation(({ ctx, input }) => createDrawnFlow(input, ctx.access, ctx));
