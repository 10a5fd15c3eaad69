import { router } from '../trpc.ts';
import { listen } from './listen.ts';

export const hookRouter = router({ listen });
