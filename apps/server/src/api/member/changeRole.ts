import { z } from 'zod';
import { changeRole as change } from '../../workspaces/changeMembers.ts';
import { inWorkspace } from '../trpc.ts';
import { role, userId } from './inputs.ts';

export const changeRole = inWorkspace('member.update')
  .input(z.object({ userId, role }))
  .mutation(({ ctx, input }) => change(input, ctx.access, ctx));
