import { z } from 'zod';
import { revokeInvitation } from '../../invitations/revokeInvitation.ts';
import { inWorkspace } from '../trpc.ts';
import { invitationId } from './inputs.ts';

export const revoke = inWorkspace('member.invite')
  .input(z.object({ invitationId }))
  .mutation(({ ctx, input }) => revokeInvitation(input, ctx.access, ctx));
