import { z } from 'zod';
import { acceptInvitation } from '../../invitations/acceptInvitation.ts';
import { personalProcedure } from '../trpc.ts';
import { token } from './inputs.ts';

export const accept = personalProcedure
  .input(z.object({ token }))
  .mutation(({ ctx, input }) => acceptInvitation(input, ctx.actor, ctx));
