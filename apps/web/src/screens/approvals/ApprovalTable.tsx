import { Link } from '@tanstack/react-router';
import type { ApprovalRow } from '../../api/types.ts';
import { Deadline, RelativeTime } from '../../ui/RelativeTime.tsx';
import { Table } from '../../ui/Table.tsx';
import { ApprovalState } from './ApprovalState.tsx';

/** Approvals, a row each; on phones a card each. `settled`: they are over, and each says how. */
export function ApprovalTable({ approvals, settled }: { approvals: readonly ApprovalRow[]; settled: boolean }) {
  const heads = settled ? ['State', 'Question', 'When'] : ['Question', 'Asked', 'Answer by'];
  return (
    <Table label={settled ? 'Answered' : 'Waiting for me'} heads={heads}>
      {approvals.map((approval) => (
        <tr key={approval.id} data-link className="approval-row">
          {settled && (
            <td className="approval-state">
              <ApprovalState state={approval.state} />
            </td>
          )}
          <td className="fill">
            <div className="t1 cut">
              <Link to="/approvals/$approvalId" params={{ approvalId: approval.id }} className="row-link">
                {approval.question || 'A question without words'}
              </Link>
            </div>
            <div className="t2 cut">{settled ? answeredIn(approval) : approval.flowName}</div>
          </td>
          {settled ? (
            <td className="t2 approval-at">
              <RelativeTime at={approval.settledAt ?? approval.askedAt} />
            </td>
          ) : (
            <>
              <td className="t2">
                <span className="phone-word">Asked </span>
                <RelativeTime at={approval.askedAt} />
              </td>
              <td className="t2 push">
                <span className="phone-word">Answer by </span>
                <Deadline at={approval.until} />
              </td>
            </>
          )}
        </tr>
      ))}
    </Table>
  );
}

function answeredIn({ answeredBy, flowName }: ApprovalRow): string {
  return answeredBy === null ? flowName : `${flowName}, by ${answeredBy}`;
}
