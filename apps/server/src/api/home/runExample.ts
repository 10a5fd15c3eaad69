import { runFirstFlow } from '../../home/runFirstFlow.ts';
import { inWorkspace } from '../trpc.ts';

export const runExample = inWorkspace('run.try').mutation(({ ctx }) => runFirstFlow(ctx.access, ctx));
