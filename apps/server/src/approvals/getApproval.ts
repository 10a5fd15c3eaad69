import { AppError } from '../errors.ts';
import { type Access, mayAnswer } from '../policies/can.ts';
import { findRun } from '../runs/findRun.ts';
import { readPlace } from '../runs/stepPlace.ts';
import type { ApprovalDeps, ApprovalDetail } from './approvalStore.ts';
import { memberOf } from './memberOf.ts';

/**
 * One approval by the id in its link, as it stands now; also before it is asked and after it is over. Throws `not_found`
 * where there is none.
 */
export async function getApproval(
  { approvalId }: { approvalId: string },
  access: Access<'approval.read' | 'approval.answer'>,
  deps: ApprovalDeps,
): Promise<ApprovalDetail> {
  const place = readPlace(approvalId);
  if (place === undefined) throw new AppError('not_found');
  const { row, planId } = await findRun(place.runId, access, deps);
  const folded = (await deps.questions.fold({ runId: place.runId, planId }))?.get(place.path);
  if (folded === undefined) throw new AppError('not_found');
  const { step: _, ...approval } = folded;
  const member = await memberOf(access, deps);
  const { flowId, flowName, status: runStatus } = row;
  const may = mayAnswer(member, approval.approvers);
  return { ...approval, id: approvalId, runId: place.runId, flowId, flowName, runStatus, mayAnswer: may };
}
