import { router } from '../trpc.ts';
import { bringBack } from './bringBack.ts';
import { get } from './get.ts';
import { hide } from './hide.ts';
import { runExample } from './runExample.ts';

export const homeRouter = router({ bringBack, get, hide, runExample });
