import { inWorkspace } from '../trpc.ts';
import { runFilter } from './inputs.ts';

export const count = inWorkspace('run.replay')
  .input(runFilter)
  .query(({ ctx, input: { workspaceId, ...filter } }) => ctx.replays.count(workspaceId, filter));
