import { listTriggers as statesOf } from '../../flows/listTriggers.ts';
import { onFlow } from '../trpc.ts';

export const listTriggers = onFlow('flow.read').query(({ ctx, input }) => statesOf(input, ctx.access, ctx));
