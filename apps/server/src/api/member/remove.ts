import { z } from 'zod';
import { removeMember } from '../../workspaces/changeMembers.ts';
import { inWorkspace } from '../trpc.ts';
import { userId } from './inputs.ts';

export const remove = inWorkspace('member.remove')
  .input(z.object({ userId }))
  .mutation(({ ctx, input }) => removeMember(input, ctx.access, ctx));
