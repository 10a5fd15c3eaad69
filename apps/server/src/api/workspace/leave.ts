import { leaveWorkspace } from '../../workspaces/changeMembers.ts';
import { inWorkspace } from '../trpc.ts';

export const leave = inWorkspace('workspace.leave').mutation(({ ctx }) => leaveWorkspace(ctx.access, ctx));
