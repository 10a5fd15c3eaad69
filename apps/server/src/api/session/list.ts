import { listSessions } from '../../sessions/listSessions.ts';
import { personalProcedure } from '../trpc.ts';

export const list = personalProcedure.query(({ ctx }) => listSessions(ctx.actor, ctx));
