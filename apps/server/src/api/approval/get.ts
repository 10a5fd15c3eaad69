import { getApproval } from '../../approvals/getApproval.ts';
import { sent } from '../sent.ts';
import { onApproval } from '../trpc.ts';

export const get = onApproval('approval.read').query(async ({ ctx, input }) =>
  sent(await getApproval(input, ctx.access, ctx)),
);
