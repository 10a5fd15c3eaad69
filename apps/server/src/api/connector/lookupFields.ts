import { lookUpFields } from '../../lookups/lookUpField.ts';
import { inWorkspace } from '../trpc.ts';
import { LookupField } from './lookupField.ts';

export const lookupFields = inWorkspace('connector.lookup')
  .input(LookupField)
  .query(({ ctx, input }) => lookUpFields(input, ctx.access, ctx));
