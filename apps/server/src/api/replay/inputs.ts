import { z } from 'zod';
import { searchText, withinHours } from '../inputs.ts';

/** Which runs of a workspace are meant: the filters of their list. */
export const runFilter = z.object({
  search: searchText.optional(),
  flowId: z.string().max(64).optional(),
  status: z.enum(['succeeded', 'failed', 'cancelled']),
  withinHours,
});

/** From where a run is run again, on which version. */
export const replayWish = z.object({
  from: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('failed') }),
    z.object({ kind: z.literal('start') }),
    z.object({ kind: z.literal('step'), step: z.string().min(1).max(1_000) }),
  ]),
  newest: z.boolean(),
});
