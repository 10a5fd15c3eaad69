import { router } from '../trpc.ts';
import { compareVersions } from './compareVersions.ts';
import { remove } from './delete.ts';
import { getOverlay } from './getOverlay.ts';
import { importDescription } from './import.ts';
import { importProgress } from './importProgress.ts';
import { list } from './list.ts';
import { lookup } from './lookup.ts';
import { lookupFields } from './lookupFields.ts';
import { operations } from './operations.ts';
import { previewOverlay } from './previewOverlay.ts';
import { resolve } from './resolve.ts';
import { resolveThings } from './resolveThings.ts';
import { search } from './search.ts';
import { servers } from './servers.ts';
import { setBaseUrl } from './setBaseUrl.ts';
import { setOverlay } from './setOverlay.ts';

export const connectorRouter = router({
  compareVersions,
  delete: remove,
  getOverlay,
  import: importDescription,
  importProgress,
  list,
  lookup,
  lookupFields,
  operations,
  previewOverlay,
  resolve,
  resolveThings,
  search,
  servers,
  setBaseUrl,
  setOverlay,
});
