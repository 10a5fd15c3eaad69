import { listMemories } from '../../memories/listMemories.ts';
import { inWorkspace } from '../trpc.ts';

export const list = inWorkspace('memory.read').query(({ ctx }) => listMemories(ctx.access, ctx));
