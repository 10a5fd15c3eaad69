import { z } from 'zod';
import { inviteMember } from '../../invitations/inviteMember.ts';
import { role } from '../member/inputs.ts';
import { inWorkspace } from '../trpc.ts';

export const create = inWorkspace('member.invite')
  .input(z.object({ email: z.email().max(254), role }))
  .mutation(({ ctx, input }) => inviteMember(input, ctx.access, ctx));
