import { listConnections } from '../../connections/listConnections.ts';
import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('connection.read').query(({ ctx }) => listConnections(ctx.access, ctx));
