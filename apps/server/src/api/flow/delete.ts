import { deleteFlow } from '../../flows/deleteFlow.ts';
import { onFlow } from '../trpc.ts';

export const remove = onFlow('flow.delete').mutation(({ ctx, input }) => deleteFlow(input, ctx.access, ctx));
