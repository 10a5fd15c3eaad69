import { z } from 'zod';
import { sent } from '../sent.ts';
import { onRun } from '../trpc.ts';

export const onEvents = onRun('run.read')
  .input(z.object({ from: z.int().nonnegative().default(0) }))
  .subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
    for await (const batch of ctx.runs.follow(input.runId, input.from, signal)) yield sent(batch);
  });
