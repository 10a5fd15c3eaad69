import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { ApprovalDetail } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { Band } from '../../ui/Band.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Deadline, RelativeTime } from '../../ui/RelativeTime.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import { ApprovalState } from './ApprovalState.tsx';
import './approvals.css';
import { Details } from './Details.tsx';

const LOOK_MS = 10_000;

/** One question of a flow, at its link: what it asks, what there is to know, and the two answers. */
export function ApprovalScreen() {
  const { approvalId } = useParams({ from: '/signedIn/framed/approvals/$approvalId' });
  const trpc = useTRPC();
  const query = useQuery(
    trpc.approval.get.queryOptions(
      { approvalId },
      {
        staleTime: 0,
        refetchInterval: ({ state: { data } }) => (data?.state === 'open' || data?.state === 'not_asked') && LOOK_MS,
      },
    ),
  );
  return (
    <div className="approval-page">
      <Link to="/approvals" className="crumb">
        <IconChevronLeft size={14} stroke={2} aria-hidden />
        Approvals
      </Link>
      <Loaded query={query} failed="The question could not be opened.">
        {(approval) => <Approval key={approvalId} approval={approval} />}
      </Loaded>
    </div>
  );
}

function Approval({ approval }: { approval: ApprovalDetail }) {
  const [isMine, setMine] = useState(false);
  const { id, question, details, state, mayAnswer } = approval;
  return (
    <>
      <PageHeader title={question || approval.stepName} lead={<ApprovalState state={state} />} />
      <Facts approval={approval} />
      {details !== null && (
        <section className="card approval-details" aria-label="Details">
          <h2>Details</h2>
          <Details value={details} />
        </section>
      )}
      {state === 'open' && mayAnswer ? (
        <AnswerForm approvalId={id} onAnswered={() => setMine(true)} />
      ) : (
        <div role="status">
          <Standing approval={approval} isMine={isMine} />
        </div>
      )}
    </>
  );
}

function Facts({ approval }: { approval: ApprovalDetail }) {
  const { flowId, flowName, runId, stepName, askedAt, until, state } = approval;
  return (
    <p className="approval-facts">
      Asked by{' '}
      <Link to="/flows/$flowId" params={{ flowId }}>
        {flowName}
      </Link>{' '}
      in the step “{stepName}”
      {askedAt !== null && (
        <>
          {', '}
          <RelativeTime at={askedAt} />
        </>
      )}
      .{' '}
      {state === 'open' && until !== null && (
        <>
          Answer by <Deadline at={until} />, or it goes on without you.{' '}
        </>
      )}
      <Link to="/runs/$runId" params={{ runId }}>
        See the run
      </Link>
    </p>
  );
}

/** What there is to say where there is nothing to answer. */
function Standing({ approval, isMine }: { approval: ApprovalDetail; isMine: boolean }) {
  const { state, answeredBy, settledAt, comment, approvers } = approval;
  if (state === 'approved' || state === 'declined') {
    const who = isMine ? 'You have' : `${answeredBy ?? 'Somebody'} has`;
    return (
      <Band tone={state === 'approved' ? 'success' : 'info'}>
        <b>
          {who} {state} this
        </b>
        {settledAt !== null && !isMine && (
          <>
            {' '}
            <RelativeTime at={settledAt} />
          </>
        )}
        . {isMine && `The flow goes on by the way “${state}”.`}
        {comment !== null && <p className="approval-comment">“{comment}”</p>}
      </Band>
    );
  }
  if (state === 'timeout')
    return <Band tone="warning">Nobody answered in time. The flow has gone on by the way “timeout”.</Band>;
  if (state === 'over') return <Band tone="info">The run has ended before there was an answer.</Band>;
  if (state === 'not_asked')
    return <Band tone="info">The flow has not come to this question yet. This page shows it as soon as it has.</Band>;
  return (
    <Band tone="info">
      This is not for you to answer.{' '}
      {approvers.length === 0 ? 'Whoever may change the flow can.' : `It asks ${approvers.join(' or ')}.`}
    </Band>
  );
}
