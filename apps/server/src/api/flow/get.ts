import { getFlow } from '../../flows/getFlow.ts';
import { onFlow } from '../trpc.ts';

export const get = onFlow('flow.read').query(({ ctx, input }) => getFlow(input, ctx.access, ctx));
