import { defineConnector } from '@patchbay/connector';
import { batches } from './operations/batches.ts';
import { combine } from './operations/combine.ts';
import { compare } from './operations/compare.ts';
import { filter } from './operations/filter.ts';
import { flatten } from './operations/flatten.ts';
import { limit } from './operations/limit.ts';
import { pick } from './operations/pick.ts';
import { sort } from './operations/sort.ts';
import { summarise } from './operations/summarise.ts';
import { unique } from './operations/unique.ts';
import { unseen } from './operations/unseen.ts';

/** Work on lists. Its names are part of every saved flow. */
export const listsConnector = defineConnector({
  id: 'lists',
  version: '1',
  name: 'Lists',
  description: 'Filter, sort, group, compare and combine lists.',
  category: 'data',
  auth: [],
  operations: { filter, sort, limit, unique, unseen, batches, flatten, pick, summarise, compare, combine },
});
