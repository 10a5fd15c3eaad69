import { z } from 'zod';
import { listLog } from '../../connections/accountLog.ts';
import { inWorkspace } from '../trpc.ts';
import { connectionId } from './inputs.ts';

export const log = inWorkspace('connection.read')
  .input(z.object({ connectionId, before: z.uuid().optional() }))
  .query(({ ctx, input }) => listLog(input, ctx.access, ctx));
