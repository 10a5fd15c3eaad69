import { z } from 'zod';
import { getRun } from '../../runs/getRun.ts';
import { sent } from '../sent.ts';
import { onRun } from '../trpc.ts';

/** The loops of a path are at most as deep as a flow; few are looked at. */
const items = z
  .record(z.string().max(2_000), z.int().nonnegative())
  .refine((asked) => Object.keys(asked).length <= 100);

export const get = onRun('run.read')
  .input(z.object({ items: items.optional() }))
  .query(async ({ ctx, input }) => sent(await getRun(input, ctx.access, ctx)));
