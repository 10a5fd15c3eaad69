import { listUsedIn } from '../../connections/listUsedIn.ts';
import { inWorkspace } from '../trpc.ts';

export const usedIn = inWorkspace('connection.read').query(({ ctx }) => listUsedIn(ctx.access, ctx));
