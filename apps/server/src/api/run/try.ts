import { FlowDocument } from '@patchbay/flow';
import { z } from 'zod';
import { tryWithAccounts as run } from '../../runs/tryWithAccounts.ts';
import { onFlow } from '../trpc.ts';

const step = z.string().min(1).max(64);
const runId = z.string().min(1).max(64);
const part = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('upTo'), step }),
  z.object({ kind: z.literal('from'), step, runId }),
  z.object({ kind: z.literal('only'), step, runId }),
]);
const fail = z.object({ status: z.int().min(400).max(599), times: z.int().min(1).max(9).optional() });

export const tryFlow = onFlow('run.try')
  .input(
    z.object({
      document: FlowDocument,
      mode: z.enum(['mock', 'live']),
      trigger: z.string().max(64).optional(),
      payload: z.unknown(),
      part: part.optional(),
      fails: z.record(z.string().max(64), fail).optional(),
      findsNothing: z.array(z.string().max(64)).max(1_000).optional(),
      leaves: z.record(z.string().max(64), z.enum(['declined', 'timeout'])).optional(),
    }),
  )
  .mutation(({ ctx, input }) => run(input, ctx.access, ctx));
