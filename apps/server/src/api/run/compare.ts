import { compareRun } from '../../runs/compareRun.ts';
import { sent } from '../sent.ts';
import { onRun } from '../trpc.ts';
import { shownItems } from './shownItems.ts';

export const compare = onRun('run.read')
  .input(shownItems)
  .query(async ({ ctx, input }) => sent(await compareRun(input, ctx.access, ctx)));
