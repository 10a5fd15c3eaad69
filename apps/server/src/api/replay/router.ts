import { router } from '../trpc.ts';
import { cancel } from './cancel.ts';
import { count } from './count.ts';
import { create } from './create.ts';
import { list } from './list.ts';

export const replayRouter = router({ cancel, count, create, list });
