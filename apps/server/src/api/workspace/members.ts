import { listMembers } from '../../workspaces/listMembers.ts';
import { inWorkspace } from '../trpc.ts';

export const members = inWorkspace('workspace.read').query(({ ctx }) => listMembers(ctx.access, ctx));
