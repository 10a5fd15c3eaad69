import { router } from '../trpc.ts';
import { create } from './create.ts';
import { remove } from './delete.ts';
import { list } from './list.ts';
import { reconnect } from './reconnect.ts';
import { test } from './test.ts';

export const connectionRouter = router({ create, delete: remove, list, reconnect, test });
