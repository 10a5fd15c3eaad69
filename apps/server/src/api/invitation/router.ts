import { router } from '../trpc.ts';
import { accept } from './accept.ts';
import { create } from './create.ts';
import { link } from './link.ts';
import { list } from './list.ts';
import { open } from './open.ts';
import { renew } from './renew.ts';
import { revoke } from './revoke.ts';

export const invitationRouter = router({ accept, create, link, list, open, renew, revoke });
