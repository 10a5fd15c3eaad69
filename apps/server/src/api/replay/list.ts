import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('run.read').query(({ ctx, input }) => ctx.replays.list(input.workspaceId));
