import { z } from 'zod';
import { lookUp } from '../../lookups/lookUpField.ts';
import { inWorkspace } from '../trpc.ts';
import { LookupField } from './lookupField.ts';

export const lookup = inWorkspace('connector.lookup')
  .input(LookupField.extend({ search: z.string().max(2_000).optional(), cursor: z.string().max(20).optional() }))
  .query(({ ctx, input }) => lookUp(input, ctx.access, ctx));
