import { router } from '../trpc.ts';
import { create } from './create.ts';
import { remove } from './delete.ts';
import { list } from './list.ts';
import { reconnect } from './reconnect.ts';
import { replaceIn } from './replaceIn.ts';
import { test } from './test.ts';
import { uses } from './uses.ts';

export const connectionRouter = router({ create, delete: remove, list, reconnect, replaceIn, test, uses });
