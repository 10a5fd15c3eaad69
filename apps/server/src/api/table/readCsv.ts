import { z } from 'zod';
import { readCsv as read } from '../../tables/readCsv.ts';
import { inWorkspace } from '../trpc.ts';
import { csvText } from './inputs.ts';

// A mutation, since the file travels in the body of the request.
export const readCsv = inWorkspace('table.create')
  .input(z.object({ text: csvText }))
  .mutation(({ ctx, input }) => read(input, ctx.access));
