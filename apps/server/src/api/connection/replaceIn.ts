import { z } from 'zod';
import { replaceIn as replaceInFlows } from '../../connections/replaceIn.ts';
import { inWorkspace } from '../trpc.ts';
import { connectionId } from './inputs.ts';

// It changes drafts, and no account.
export const replaceIn = inWorkspace('flow.update')
  .input(z.object({ connectionId, by: connectionId }))
  .mutation(({ ctx, input }) => replaceInFlows(input, ctx.access, ctx));
