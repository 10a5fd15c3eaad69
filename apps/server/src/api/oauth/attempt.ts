import { z } from 'zod';
import { lookAtSignIn } from '../../oauth/lookAtSignIn.ts';
import { inWorkspace } from '../trpc.ts';

export const attempt = inWorkspace('connection.create')
  .input(z.object({ attemptId: z.string().max(64) }))
  .mutation(({ ctx, input }) => lookAtSignIn(input, ctx.access, ctx));
