import { z } from 'zod';
import { invitationLink } from '../../invitations/invitationLink.ts';
import { inWorkspace } from '../trpc.ts';
import { invitationId } from './inputs.ts';

export const link = inWorkspace('member.invite')
  .input(z.object({ invitationId }))
  .query(({ ctx, input }) => invitationLink(input, ctx.access, ctx));
