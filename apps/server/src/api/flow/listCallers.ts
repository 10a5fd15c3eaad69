import { listCallers as callersOf } from '../../flows/listCallers.ts';
import { onFlow } from '../trpc.ts';

export const listCallers = onFlow('flow.read').query(({ ctx, input }) => callersOf(input, ctx.access, ctx));
