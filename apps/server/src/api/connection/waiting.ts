import { z } from 'zod';
import { countWaiting, dropWaiting, processWaiting, stopProcessing } from '../../connections/dealWithWaiting.ts';
import { inWorkspace } from '../trpc.ts';
import { connectionId } from './inputs.ts';

export const waiting = inWorkspace('connection.read')
  .input(z.object({ connectionId }))
  .query(({ ctx, input }) => countWaiting(input, ctx.access, ctx));

export const process = inWorkspace('run.retry')
  .input(z.object({ connectionId }))
  .mutation(({ ctx, input }) => processWaiting(input, ctx.access, ctx));

export const stop = inWorkspace('run.retry')
  .input(z.object({ connectionId }))
  .mutation(({ ctx, input }) => stopProcessing(input, ctx.access, ctx));

export const drop = inWorkspace('run.cancel')
  .input(z.object({ connectionId, seen: z.int().min(0) }))
  .mutation(({ ctx, input }) => dropWaiting(input, ctx.access, ctx));
