import { router } from '../trpc.ts';
import { create } from './create.ts';
import { leave } from './leave.ts';
import { members } from './members.ts';
import { update } from './update.ts';

export const workspaceRouter = router({ create, leave, members, update });
