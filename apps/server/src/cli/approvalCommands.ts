import type { App } from '../api/context.ts';
import { answerApproval } from '../approvals/answerApproval.ts';
import { listApprovals } from '../approvals/listApprovals.ts';
import { AppError } from '../errors.ts';
import { findRun } from '../runs/findRun.ts';
import { readPlace } from '../runs/stepPlace.ts';
import type { LocalAccess } from './localAccess.ts';
import { type Output, table } from './output.ts';
import { type CommandLine, UsageError } from './usage.ts';

export async function listApprovalsCommand({ limit }: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  const { items } = await listApprovals({ state: 'open', limit }, access('approval.read'), app);
  const rows = items.map(({ id, until, flowName, question }) => [id, until, flowName, question]);
  const text = table(['ID', 'ANSWER BY', 'FLOW', 'QUESTION'], rows);
  return { data: items, text: items.length === 0 ? 'Nothing waits for your answer.' : text };
}

export async function answerApprovalCommand(line: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  const { argument: approvalId, answer, comment = '' } = line;
  if (approvalId === undefined || (answer !== 'approve' && answer !== 'decline'))
    throw new UsageError('approvals answer takes the id of an approval, and approve or decline.');
  const place = readPlace(approvalId);
  if (place === undefined) throw new AppError('not_found');
  await findRun(place.runId, access('approval.read'), app);
  await answerApproval({ approvalId, answer, comment }, access('approval.answer'), app);
  const said = answer === 'approve' ? 'Approved.' : 'Declined.';
  return { data: { id: approvalId, answer }, text: `${said} The run goes on as soon as a server moves it.` };
}
