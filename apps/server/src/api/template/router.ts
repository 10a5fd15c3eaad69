import { router } from '../trpc.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { start } from './start.ts';
import { tryOut } from './try.ts';

export const templateRouter = router({ get, list, start, try: tryOut });
