import { Link } from '@tanstack/react-router';
import type { ApprovalRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { Deadline, RelativeTime } from '../../ui/RelativeTime.tsx';
import { Table } from '../../ui/Table.tsx';
import { ApprovalState } from './ApprovalState.tsx';

/** Approvals, a row each; on phones a card each. `settled`: they are over, and each says how. */
export function ApprovalTable({ approvals, settled }: { approvals: readonly ApprovalRow[]; settled: boolean }) {
  const heads = settled ? [t('State'), t('Question'), t('When')] : [t('Question'), t('Asked'), t('Answer by')];
  return (
    <Table label={settled ? t('Answered') : t('Waiting for me')} heads={heads}>
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
                {approval.question || t('A question without words')}
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
                <span className="phone-word">{t('Asked')} </span>
                <RelativeTime at={approval.askedAt} />
              </td>
              <td className="t2 push">
                <span className="phone-word">{t('Answer by')} </span>
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
  return answeredBy === null ? flowName : t('{flowName}, by {answeredBy}', { flowName, answeredBy });
}
