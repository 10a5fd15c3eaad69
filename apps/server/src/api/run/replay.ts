import { replayRun } from '../../replays/replayRun.ts';
import { replayWish } from '../replay/inputs.ts';
import { onRun } from '../trpc.ts';

export const replay = onRun('run.replay')
  .input(replayWish)
  .mutation(({ ctx, input }) => replayRun(input, ctx.access, ctx));
