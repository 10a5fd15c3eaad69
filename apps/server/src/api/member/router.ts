import { router } from '../trpc.ts';
import { changeRole } from './changeRole.ts';
import { remove } from './remove.ts';
import { resetLink } from './resetLink.ts';

export const memberRouter = router({ changeRole, remove, resetLink });
