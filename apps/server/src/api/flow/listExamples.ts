import { listExamples as examples } from '../../flows/listExamples.ts';
import { inWorkspace } from '../trpc.ts';

export const listExamples = inWorkspace('flow.read').query(({ ctx }) => examples(ctx.access, ctx));
