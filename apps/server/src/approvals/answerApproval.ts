import { AppError } from '../errors.ts';
import { type Access, mayAnswer } from '../policies/can.ts';
import { findRun } from '../runs/findRun.ts';
import { giveWord } from '../runs/giveWord.ts';
import { readPlace } from '../runs/stepPlace.ts';
import type { ApprovalDeps, FoldedApproval } from './approvalStore.ts';
import { foldApprovals } from './foldApproval.ts';
import { memberOf } from './memberOf.ts';

export type Answered = { approvalId: string; answer: 'approve' | 'decline'; comment: string };

/**
 * Gives a run the answer it waits for. Durable when it resolves. Throws `approval_not_yours`, and `approval_over` with what
 * happened where it no longer waits; nothing changes then.
 */
export async function answerApproval(
  { approvalId, answer, comment }: Answered,
  access: Access<'approval.answer'>,
  deps: ApprovalDeps,
): Promise<void> {
  const place = readPlace(approvalId);
  if (place === undefined) throw new AppError('not_found');
  const { planId } = await findRun(place.runId, access, deps);
  const [plan, stored, member] = await Promise.all([
    deps.plans.get(planId),
    deps.planStore.find(planId),
    memberOf(access, deps),
  ]);
  if (plan === undefined || stored === null) throw new AppError('not_found');
  await giveWord(
    place,
    (events) => {
      const { document } = stored;
      const approval = foldApprovals({ plan, document, events, now: deps.now() }).get(place.path);
      if (approval === undefined) throw new AppError('not_found');
      if (!mayAnswer(member, approval.approvers))
        throw new AppError('approval_not_yours', { reason: whoMay(approval) });
      if (approval.state !== 'open') throw new AppError('approval_over', { reason: whatHappened(approval) });
      const { name, email } = member;
      const outlet = answer === 'approve' ? 'approved' : 'declined';
      const output = { answer: outlet, by: name || email, email, comment: comment.trim() };
      return { by: access.userId, outlet, output };
    },
    deps,
  );
}

function whoMay({ approvers }: FoldedApproval): string {
  if (approvers.length === 0) return 'Whoever may change the flow can answer it.';
  return `It asks ${approvers.join(' or ')}.`;
}

function whatHappened({ state, answeredBy }: FoldedApproval): string {
  switch (state) {
    case 'approved':
    case 'declined':
      return `${answeredBy ?? 'Somebody'} has ${state} it already.`;
    case 'timeout':
      return 'Nobody answered in time, and the flow has gone on without an answer.';
    case 'not_asked':
      return 'The flow has not come to this question yet.';
    default:
      return 'The run has ended before there was an answer.';
  }
}
