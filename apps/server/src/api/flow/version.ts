import { z } from 'zod';
import { getVersion } from '../../flows/getVersion.ts';
import { onFlow } from '../trpc.ts';

export const version = onFlow('flow.read')
  .input(z.object({ flowId: z.string(), number: z.int().positive() }))
  .query(({ ctx, input }) => getVersion(input, ctx.access, ctx));
