import { z } from 'zod';
import { listLog } from '../../connections/accountLog.ts';
import { inWorkspace } from '../trpc.ts';
import { connectionId } from './inputs.ts';

export const log = inWorkspace('connection.read')
  .input(z.object({ connectionId, cursor: z.uuid().optional() }))
  .query(({ ctx, input: { connectionId: id, cursor } }) =>
    listLog({ connectionId: id, before: cursor }, ctx.access, ctx),
  );
