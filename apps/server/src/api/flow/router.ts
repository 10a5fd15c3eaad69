import { router } from '../trpc.ts';
import { check } from './check.ts';
import { create } from './create.ts';
import { remove } from './delete.ts';
import { duplicate } from './duplicate.ts';
import { exportFile } from './export.ts';
import { get } from './get.ts';
import { importFile } from './import.ts';
import { list } from './list.ts';
import { listCallable } from './listCallable.ts';
import { listCallers } from './listCallers.ts';
import { listWatchers } from './listWatchers.ts';
import { listTriggers } from './listTriggers.ts';
import { lookNow } from './lookNow.ts';
import { onDraft } from './onDraft.ts';
import { publish } from './publish.ts';
import { rename } from './rename.ts';
import { saveDraft } from './saveDraft.ts';
import { setActive } from './setActive.ts';
import { showPlace } from './showPlace.ts';
import { version } from './version.ts';
import { versions } from './versions.ts';

export const flowRouter = router({
  check,
  create,
  delete: remove,
  duplicate,
  export: exportFile,
  get,
  import: importFile,
  list,
  listCallable,
  listCallers,
  listTriggers,
  listWatchers,
  lookNow,
  onDraft,
  publish,
  rename,
  saveDraft,
  setActive,
  showPlace,
  version,
  versions,
});
