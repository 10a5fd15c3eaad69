import { z } from 'zod';
import { resolveThings as thingsResolved } from '../../connectors/resolveThings.ts';
import { inWorkspace } from '../trpc.ts';

const ThingRef = z.object({ kind: z.enum(['flow', 'table']), id: z.string().max(64) });

export const resolveThings = inWorkspace('flow.read')
  .input(z.object({ things: z.array(ThingRef).max(1_000) }))
  .query(({ ctx, input }) => thingsResolved(input, ctx.access, ctx));
