import { getRun } from '../../runs/getRun.ts';
import { sent } from '../sent.ts';
import { onRun } from '../trpc.ts';
import { sentOnce } from './sentOnce.ts';
import { shownItems } from './shownItems.ts';

export const get = onRun('run.read')
  .input(shownItems)
  .query(async ({ ctx, input }) => sent(sentOnce(await getRun(input, ctx.access, ctx))));
