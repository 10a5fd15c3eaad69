import { z } from 'zod';
import { watchRun } from '../../runs/watchRun.ts';
import { sent } from '../sent.ts';
import { onRun } from '../trpc.ts';

export const onEvents = onRun('run.read')
  .input(z.object({ from: z.int().nonnegative().default(0) }))
  .subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
    for await (const batch of watchRun(input, signal, ctx)) yield sent(batch);
  });
