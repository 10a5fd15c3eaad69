import { endOtherSessions } from '../../sessions/endSessions.ts';
import { personalProcedure } from '../trpc.ts';

export const endOthers = personalProcedure.mutation(({ ctx }) => endOtherSessions(ctx.actor, ctx));
