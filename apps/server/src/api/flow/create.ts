import { FlowDocument } from '@patchbay/flow';
import { z } from 'zod';
import { createFlow } from '../../flows/createFlow.ts';
import { flowName } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';

export const create = inWorkspace('flow.create')
  .input(z.object({ name: flowName.optional(), document: z.optional(FlowDocument) }))
  .mutation(({ ctx, input }) => createFlow(input, ctx.access, ctx));
