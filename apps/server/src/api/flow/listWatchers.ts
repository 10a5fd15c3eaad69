import { listWatchers as watchersOf } from '../../flows/listWatchers.ts';
import { inWorkspace } from '../trpc.ts';

export const listWatchers = inWorkspace('flow.read').query(({ ctx, input }) => watchersOf(input, ctx.access, ctx));
