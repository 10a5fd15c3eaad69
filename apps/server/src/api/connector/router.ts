import { router } from '../trpc.ts';
import { remove } from './delete.ts';
import { importDescription } from './import.ts';
import { list } from './list.ts';
import { operations } from './operations.ts';
import { resolve } from './resolve.ts';
import { resolveThings } from './resolveThings.ts';
import { search } from './search.ts';
import { setBaseUrl } from './setBaseUrl.ts';

export const connectorRouter = router({
  delete: remove,
  import: importDescription,
  list,
  operations,
  resolve,
  resolveThings,
  search,
  setBaseUrl,
});
