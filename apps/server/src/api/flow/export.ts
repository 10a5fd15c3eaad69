import { exportFlow } from '../../flows/exportFlow.ts';
import { onFlow } from '../trpc.ts';

export const exportFile = onFlow('flow.read').query(({ ctx, input }) => exportFlow(input, ctx.access, ctx));
