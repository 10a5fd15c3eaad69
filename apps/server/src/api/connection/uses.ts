import { z } from 'zod';
import { listUses } from '../../connections/listUses.ts';
import { inWorkspace } from '../trpc.ts';
import { connectionId } from './inputs.ts';

export const uses = inWorkspace('connection.read')
  .input(z.object({ connectionId }))
  .query(({ ctx, input }) => listUses(input, ctx.access, ctx));
