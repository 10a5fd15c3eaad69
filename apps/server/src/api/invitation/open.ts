import { z } from 'zod';
import { openInvitation } from '../../invitations/openInvitation.ts';
import { openProcedure } from '../trpc.ts';
import { token } from './inputs.ts';

export const open = openProcedure.input(z.object({ token })).query(({ ctx, input }) => openInvitation(input, ctx));
