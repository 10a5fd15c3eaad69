import { router } from '../trpc.ts';
import { callbackUrl } from './callbackUrl.ts';
import { cancel } from './cancel.ts';
import { compare } from './compare.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { listCalled } from './listCalled.ts';
import { listRequests } from './listRequests.ts';
import { listTold } from './listTold.ts';
import { onEvents } from './onEvents.ts';
import { prepare } from './prepare.ts';
import { prepareReplay } from './prepareReplay.ts';
import { replay } from './replay.ts';
import { retry } from './retry.ts';
import { skip } from './skip.ts';
import { start } from './start.ts';
import { tryFlow } from './try.ts';

export const runRouter = router({
  callbackUrl,
  cancel,
  compare,
  get,
  list,
  listCalled,
  listRequests,
  listTold,
  onEvents,
  prepare,
  prepareReplay,
  replay,
  retry,
  skip,
  start,
  try: tryFlow,
});
