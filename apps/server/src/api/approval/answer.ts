import { z } from 'zod';
import { answerApproval } from '../../approvals/answerApproval.ts';
import { onApproval } from '../trpc.ts';

export const answer = onApproval('approval.answer')
  .input(z.object({ answer: z.enum(['approve', 'decline']), comment: z.string().max(2_000).default('') }))
  .mutation(({ ctx, input }) => answerApproval(input, ctx.access, ctx));
