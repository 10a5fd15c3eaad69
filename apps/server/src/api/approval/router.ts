import { router } from '../trpc.ts';
import { answer } from './answer.ts';
import { get } from './get.ts';
import { list } from './list.ts';

export const approvalRouter = router({ answer, get, list });
