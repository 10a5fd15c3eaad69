import { type Access, mayAnswer } from '../policies/can.ts';
import { writePlace } from '../runs/stepPlace.ts';
import type { MemberRow } from '../workspaces/workspaceStore.ts';
import type { ApprovalDeps, ApprovalPage, ApprovalQuery, ApprovalRow, ListedApproval } from './approvalStore.ts';
import { memberOf } from './memberOf.ts';
import type { Asked } from './Questions.ts';

type Wanted = ApprovalQuery & {
  /** In the question, the name of the flow, or the name of who answered. */
  search?: string | undefined;
};

/** Who may answer and what is asked is not in the rows, so more of them are read than are shown; not without end. */
const MOST_LOOKED_AT = 1_000;
const AT_ONCE = 100;

/** A page of the approvals that wait for this member, or of those that are over. It may be short and still have a next one. */
export async function listApprovals(
  { search = '', ...query }: Wanted,
  access: Access<'approval.read'>,
  deps: ApprovalDeps,
): Promise<ApprovalPage> {
  const member = await memberOf(access, deps);
  const items: ApprovalRow[] = [];
  let { cursor } = query;
  for (let lookedAt = 0; lookedAt < MOST_LOOKED_AT; lookedAt += AT_ONCE) {
    const page = await deps.approvals.list(access.workspaceId, { ...query, cursor, limit: AT_ONCE });
    const asked = await deps.questions.of(page.items);
    for (const [index, row] of page.items.entries()) {
      const question = asked[index];
      if (question === undefined || !isWanted({ row, question }, { member, search })) continue;
      items.push(rowOf(row, question));
      const isLast = index === page.items.length - 1 && !page.hasMore;
      if (items.length === query.limit) return { items, nextCursor: isLast ? null : row.cursor };
    }
    if (!page.hasMore) return { items, nextCursor: null };
    cursor = page.items.at(-1)?.cursor;
  }
  return { items, nextCursor: cursor ?? null };
}

function isWanted(
  { row, question: { question, approvers, answeredBy } }: { row: ListedApproval; question: Asked },
  { member, search }: { member: MemberRow; search: string },
): boolean {
  if (row.state === 'open' && !mayAnswer(member, approvers)) return false;
  const words = search.trim().toLowerCase();
  return words === '' || [question, row.flowName, answeredBy ?? ''].some((text) => text.toLowerCase().includes(words));
}

function rowOf({ runId, path, ...row }: ListedApproval, { question, answeredBy }: Asked): ApprovalRow {
  const { flowId, flowName, state, askedAt, until, settledAt } = row;
  const id = writePlace({ runId, path });
  return { id, runId, flowId, flowName, question, state, askedAt, until, settledAt, answeredBy };
}
