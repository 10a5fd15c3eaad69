import { router } from '../trpc.ts';
import { clear } from './clear.ts';
import { list } from './list.ts';

export const memoryRouter = router({ clear, list });
