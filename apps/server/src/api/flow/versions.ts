import { listVersions } from '../../flows/listVersions.ts';
import { onFlow } from '../trpc.ts';

export const versions = onFlow('flow.read').query(({ ctx, input }) => listVersions(input, ctx.access, ctx));
