import { OperationRef } from '@patchbay/flow';
import { z } from 'zod';
import { resolveOperations } from '../../connectors/resolveOperations.ts';
import { inWorkspace } from '../trpc.ts';

export const resolve = inWorkspace('connector.read')
  .input(z.object({ refs: z.array(OperationRef).max(1_000) }))
  .query(({ ctx, input }) => resolveOperations(input, ctx.access, ctx));
