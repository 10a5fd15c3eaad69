import { router } from '../trpc.ts';
import { members } from './members.ts';
import { update } from './update.ts';

export const workspaceRouter = router({ members, update });
