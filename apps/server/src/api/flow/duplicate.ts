import { duplicateFlow } from '../../flows/duplicateFlow.ts';
import { onFlow } from '../trpc.ts';

export const duplicate = onFlow('flow.create').mutation(({ ctx, input }) => duplicateFlow(input, ctx.access, ctx));
