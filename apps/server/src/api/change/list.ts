import { z } from 'zod';
import { isChangeGroup } from '../../changes/changeKinds.ts';
import { listChanges } from '../../changes/listChanges.ts';
import { page } from '../inputs.ts';
import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('change.read')
  .input(page.extend({ group: z.string().refine(isChangeGroup).optional() }))
  .query(({ ctx, input }) => listChanges(input, ctx.access, ctx));
