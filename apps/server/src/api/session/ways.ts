import { waysIn } from '../../signUp/waysIn.ts';
import { openProcedure } from '../trpc.ts';

export const ways = openProcedure.query(({ ctx }) => waysIn(ctx));
