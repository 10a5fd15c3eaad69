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
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
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
        {t('Approvals')}
      </Link>
      <Loaded query={query} failed={t('The question could not be opened.')}>
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
        <section className="card approval-details" aria-label={t('Details')}>
          <h2>{t('Details')}</h2>
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
      <T
        text="Asked by {flowName} in the step “{stepName}”"
        flowName={
          <Link to="/flows/$flowId" params={{ flowId }}>
            {flowName}
          </Link>
        }
        stepName={stepName}
      />
      {askedAt !== null && (
        <>
          {', '}
          <RelativeTime at={askedAt} />
        </>
      )}
      .{' '}
      {state === 'open' && until !== null && (
        <>
          <T text="Answer by {time}, or it goes on without you." time={<Deadline at={until} />} />{' '}
        </>
      )}
      <Link to="/runs/$runId" params={{ runId }}>
        {t('See the run')}
      </Link>
    </p>
  );
}

/** What there is to say where there is nothing to answer. */
function Standing({ approval, isMine }: { approval: ApprovalDetail; isMine: boolean }) {
  const { state, answeredBy, settledAt, comment, approvers } = approval;
  if (state === 'approved' || state === 'declined') {
    const who = isMine ? t('You have') : t('{answeredBy} has', { answeredBy: answeredBy ?? t('Somebody') });
    return (
      <Band tone={state === 'approved' ? 'success' : 'info'}>
        <b>{t('{who} {state} this', { who, state })}</b>
        {settledAt !== null && !isMine && (
          <>
            {' '}
            <RelativeTime at={settledAt} />
          </>
        )}
        . {isMine && t('The flow goes on by the way “{state}”.', { state })}
        {comment !== null && <p className="approval-comment">“{comment}”</p>}
      </Band>
    );
  }
  if (state === 'timeout')
    return <Band tone="warning">{t('Nobody answered in time. The flow has gone on by the way “no answer”.')}</Band>;
  if (state === 'over') return <Band tone="info">{t('The run has ended before there was an answer.')}</Band>;
  if (state === 'not_asked')
    return (
      <Band tone="info">{t('The flow has not come to this question yet. This page shows it as soon as it has.')}</Band>
    );
  return (
    <Band tone="info">
      {t('This is not for you to answer. {value}', {
        value:
          approvers.length === 0
            ? t('Whoever may change the flow can.')
            : t('It asks {approvers}.', { approvers: approvers.join(' or ') }),
      })}
    </Band>
  );
}
