import { listTables } from '../../tables/listTables.ts';
import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('table.read').query(({ ctx }) => listTables(ctx.access, ctx));
