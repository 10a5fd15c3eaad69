import { IconChevronLeft, IconPencil, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { appFailureOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { NotHere } from '../../app/NotHere.tsx';
import { useMayEdit } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { isRunByHand } from './isRunByHand.ts';
import { RunList } from './RunList.tsx';
import { useRuns } from './useRuns.ts';

/** What ran of one flow, newest first. */
export function FlowRunsScreen() {
  const { flowId } = useParams({ from: '/signedIn/framed/flows/$flowId/runs' });
  const filters = useSearch({ from: '/signedIn/framed/flows/$flowId/runs' });
  const navigate = useNavigate({ from: '/flows/$flowId/runs' });
  const trpc = useTRPC();
  const mayEdit = useMayEdit();
  const flow = useQuery(trpc.flow.get.queryOptions({ flowId }));
  const runs = useRuns(filters, flowId);
  const isGone = appFailureOf(flow.error)?.code === 'not_found' && runs.data?.pages[0]?.items.length === 0;
  const name = flow.data?.name ?? runs.data?.pages[0]?.items[0]?.flowName;
  if (isGone && !filters.q && !filters.status && !filters.mode && !filters.since)
    return <NotHere what="flow" to="/flows" back={t('Go to the flows')} />;
  return (
    <>
      <Link to="/flows" className="crumb">
        <IconChevronLeft size={14} stroke={1.75} aria-hidden />
        {t('Flows')}
      </Link>
      <PageHeader
        title={name ? t('Runs of {name}', { name }) : t('Runs')}
        actions={
          flow.data && (
            <>
              {mayEdit && isRunByHand(flow.data.live) && (
                <Link to="/flows/$flowId/run" params={{ flowId }} className={buttonClass({ look: 'primary' })}>
                  <IconPlayerPlay size={16} stroke={1.75} aria-hidden />
                  {t('Run')}
                </Link>
              )}
              <Link to="/flows/$flowId" params={{ flowId }} className={buttonClass()}>
                <IconPencil size={16} stroke={1.75} aria-hidden />
                {t('Edit the flow')}
              </Link>
            </>
          )
        }
      />
      <RunList
        runs={runs}
        filters={filters}
        flowId={flowId}
        onChange={(change) => navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        none={t('Press Try in the builder to see one on sample data, or switch the flow on.')}
      />
    </>
  );
}
