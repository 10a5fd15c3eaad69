import { z } from 'zod';
import { onFlow } from '../trpc.ts';

export const listen = onFlow('hook.listen')
  .input(z.object({ stepId: z.string().min(1).max(64) }))
  .subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
    for await (const captured of ctx.captures.listen(input.flowId, input.stepId, signal)) yield { captured };
  });
