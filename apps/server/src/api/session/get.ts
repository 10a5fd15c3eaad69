import { getSession } from '../../workspaces/getSession.ts';
import { openProcedure } from '../trpc.ts';

export const get = openProcedure.query(({ ctx }) => getSession(ctx.actor, ctx));
