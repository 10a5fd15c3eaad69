import { listCallable as callableFlows } from '../../flows/listCallable.ts';
import { inWorkspace } from '../trpc.ts';

export const listCallable = inWorkspace('flow.read').query(({ ctx }) => callableFlows(ctx.access, ctx));
