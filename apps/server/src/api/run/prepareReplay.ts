import { prepareReplay as prepare } from '../../replays/prepareReplay.ts';
import { replayWish } from '../replay/inputs.ts';
import { onRun } from '../trpc.ts';

export const prepareReplay = onRun('run.replay')
  .input(replayWish)
  .query(({ ctx, input }) => prepare(input, ctx.access, ctx));
