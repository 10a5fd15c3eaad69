import { z } from 'zod';
import { followDraft } from '../../flows/followDraft.ts';
import { onFlow } from '../trpc.ts';

export const onDraft = onFlow('flow.read')
  // With the revision one has, nothing is missed between opening the flow and listening to it.
  .input(
    z.object({
      flowId: z.string(),
      revision: z.int().nonnegative().optional(),
      clientId: z.string().min(1).max(64).optional(),
      stepId: z.string().max(64).nullish(),
    }),
  )
  .subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
    yield* followDraft({ ...input, name: ctx.actor.name, signal }, ctx.access, ctx);
  });
