import { z } from 'zod';
import { endSession } from '../../sessions/endSessions.ts';
import { personalProcedure } from '../trpc.ts';

export const end = personalProcedure
  .input(z.object({ sessionId: z.string().min(1).max(64) }))
  .mutation(({ ctx, input }) => endSession(input, ctx.actor, ctx));
