import { router } from '../trpc.ts';
import { remove } from './delete.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { set } from './set.ts';

export const sampleRouter = router({ delete: remove, get, list, set });
