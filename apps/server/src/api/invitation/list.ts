import { listInvitations } from '../../invitations/listInvitations.ts';
import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('member.invite').query(({ ctx }) => listInvitations(ctx.access, ctx));
