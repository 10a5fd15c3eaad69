import { listEnding } from '../../connections/listEnding.ts';
import { inWorkspace } from '../trpc.ts';

export const ending = inWorkspace('connection.read').query(({ ctx }) => listEnding(ctx.access, ctx));
