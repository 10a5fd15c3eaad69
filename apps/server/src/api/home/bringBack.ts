import { giveFirstFlow } from '../../home/giveFirstFlow.ts';
import { inWorkspace } from '../trpc.ts';

export const bringBack = inWorkspace('flow.create').mutation(({ ctx }) => giveFirstFlow(ctx.access, ctx));
