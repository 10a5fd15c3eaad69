import { router } from '../trpc.ts';
import { end } from './end.ts';
import { endOthers } from './endOthers.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { ways } from './ways.ts';

export const sessionRouter = router({ end, endOthers, get, list, ways });
