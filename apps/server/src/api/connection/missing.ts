import { z } from 'zod';
import { listMissing } from '../../connections/listMissing.ts';
import { inWorkspace } from '../trpc.ts';
import { connectionId } from './inputs.ts';

export const missing = inWorkspace('connection.read')
  .input(z.object({ connectionId }))
  .query(({ ctx, input }) => listMissing(input, ctx.access, ctx));
