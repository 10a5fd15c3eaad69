import { z } from 'zod';
import { makeResetLink } from '../../workspaces/makeResetLink.ts';
import { inWorkspace } from '../trpc.ts';
import { userId } from './inputs.ts';

export const resetLink = inWorkspace('member.reset')
  .input(z.object({ userId }))
  .mutation(({ ctx, input }) => makeResetLink(input, ctx, ctx));
