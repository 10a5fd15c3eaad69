import { sinceOf } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';
import { runFilter } from './inputs.ts';

export const count = inWorkspace('run.replay')
  .input(runFilter)
  .query(({ ctx, input: { workspaceId, withinHours, ...filter } }) =>
    ctx.replays.count(workspaceId, { ...filter, since: sinceOf(withinHours, ctx.now()) }),
  );
