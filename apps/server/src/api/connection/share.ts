import { z } from 'zod';
import { shareConnection } from '../../connections/shareConnection.ts';
import { inWorkspace } from '../trpc.ts';
import { connectionId } from './inputs.ts';

const sharedWith = z.union([z.literal('workspace'), z.array(z.string().max(64)).max(1_000)]);

export const share = inWorkspace('connection.share')
  .input(z.object({ connectionId, sharedWith }))
  .mutation(({ ctx, input }) => shareConnection(input, ctx.access, ctx));
