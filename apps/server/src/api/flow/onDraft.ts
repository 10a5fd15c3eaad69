import { z } from 'zod';
import { followDraft } from '../../flows/followDraft.ts';
import { onFlow } from '../trpc.ts';

export const onDraft = onFlow('flow.read')
  .input(z.object({ flowId: z.string() }))
  .subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
    yield* followDraft({ ...input, signal }, ctx.access, ctx);
  });
