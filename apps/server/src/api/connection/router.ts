import { router } from '../trpc.ts';
import { create } from './create.ts';
import { remove } from './delete.ts';
import { ending } from './ending.ts';
import { list } from './list.ts';
import { log } from './log.ts';
import { missing } from './missing.ts';
import { reconnect } from './reconnect.ts';
import { replaceIn } from './replaceIn.ts';
import { share } from './share.ts';
import { test } from './test.ts';
import { troubles } from './troubles.ts';
import { usedIn } from './usedIn.ts';
import { uses } from './uses.ts';
import { drop, process, stop, waiting } from './waiting.ts';

export const connectionRouter = router({
  create,
  delete: remove,
  drop,
  ending,
  list,
  log,
  missing,
  process,
  reconnect,
  replaceIn,
  share,
  stop,
  test,
  troubles,
  usedIn,
  uses,
  waiting,
});
