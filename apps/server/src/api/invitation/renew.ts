import { z } from 'zod';
import { renewInvitation } from '../../invitations/renewInvitation.ts';
import { inWorkspace } from '../trpc.ts';
import { invitationId } from './inputs.ts';

export const renew = inWorkspace('member.invite')
  .input(z.object({ invitationId }))
  .mutation(({ ctx, input }) => renewInvitation(input, ctx.access, ctx));
