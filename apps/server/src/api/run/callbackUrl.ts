import { z } from 'zod';
import { getCallbackUrl } from '../../callbacks/getCallbackUrl.ts';
import { onRun } from '../trpc.ts';

export const callbackUrl = onRun('run.retry')
  .input(z.object({ path: z.string().min(1).max(1_000) }))
  .query(({ ctx, input }) => getCallbackUrl(input, ctx.access, ctx));
