import { checkFlow } from '../../flows/checkFlow.ts';
import { onFlow } from '../trpc.ts';

export const check = onFlow('flow.read').query(({ ctx, input }) => checkFlow(input, ctx.access, ctx));
