import { getHome } from '../../home/getHome.ts';
import { inWorkspace } from '../trpc.ts';

export const get = inWorkspace('flow.read').query(({ ctx }) => getHome(ctx.access, ctx));
