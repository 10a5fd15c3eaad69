import { listTroubles } from '../../connections/listTroubles.ts';
import { inWorkspace } from '../trpc.ts';

export const troubles = inWorkspace('connection.read').query(({ ctx }) => listTroubles(ctx.access, ctx));
