import { IconAlertTriangle, IconCheck, IconChecks, IconLink, IconPlug } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { type Concern, concerns } from './attention.ts';

const LOOK_MS = 30_000;
const MOST = 8;
const LOOKED_AT = 50;
const WEEK_HOURS = 168;

/** What needs a person, a line each, and a word of calm where nothing does. */
export function Attention() {
  const found = useConcerns();
  if (found === undefined) return <section className="concerns-shape" aria-busy="true" />;
  return (
    <section aria-labelledby="needs-you">
      <h2 id="needs-you">{t('Needs you')}</h2>
      {found.length === 0 ? (
        <p className="card calm muted">
          <span className="ex-mark" data-tone="success">
            <IconCheck size={13} stroke={2.4} aria-hidden />
          </span>
          {t('Nothing needs you. No flow failed this week, and every account works.')}
        </p>
      ) : (
        <ul className="card concerns">
          {found.slice(0, MOST).map((concern) => (
            <Line key={concern.key} concern={concern} />
          ))}
        </ul>
      )}
    </section>
  );
}

const icons = { account: IconLink, approvals: IconChecks, run: IconAlertTriangle, flow: IconPlug };

function Line({ concern }: { concern: Concern }) {
  const Icon = icons[concern.kind];
  return (
    <li data-kind={concern.kind}>
      <span className="ex-mark" data-tone={concern.kind === 'approvals' ? 'info' : 'warning'}>
        <Icon size={13} stroke={2.2} aria-hidden />
      </span>
      <div className="grow">
        <div className="cut">
          <LineLink concern={concern} />
        </div>
        <div className="small muted cut">{concern.sentence}</div>
      </div>
      {concern.kind === 'run' && (
        <span className="small dim">
          {concern.count > 1 && t('{count} times, last ', { count: concern.count })}
          <RelativeTime at={concern.at} />
        </span>
      )}
    </li>
  );
}

function LineLink({ concern }: { concern: Concern }) {
  const className = 'row-link';
  switch (concern.kind) {
    case 'run':
      return (
        <Link to="/runs/$runId" params={{ runId: concern.runId }} className={className}>
          {concern.title}
        </Link>
      );
    case 'flow':
      return (
        <Link to="/flows/$flowId" params={{ flowId: concern.flowId }} className={className}>
          {concern.title}
        </Link>
      );
    case 'account':
      return (
        <Link to="/connections/$connectionId" params={{ connectionId: concern.connectionId }} className={className}>
          {concern.title}
        </Link>
      );
    case 'approvals':
      return (
        <Link to="/approvals" className={className}>
          {concern.title}
        </Link>
      );
  }
}

/** Undefined until all that could be wrong was looked at: half an answer would say "nothing". */
function useConcerns(): Concern[] | undefined {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const [now] = useState(Date.now);
  const looks = { refetchInterval: LOOK_MS };
  const week = { workspaceId, limit: LOOKED_AT, withinHours: WEEK_HOURS };
  const failed = useQuery(trpc.run.list.queryOptions({ ...week, status: 'failed' }, looks)).data;
  const asking = useQuery(
    trpc.run.list.queryOptions({ workspaceId, limit: LOOKED_AT, status: 'needs_attention' }, looks),
  ).data;
  const flows = useQuery(trpc.flow.list.queryOptions({ workspaceId, status: 'on', limit: LOOKED_AT }, looks)).data;
  const accounts = useQuery(trpc.connection.list.queryOptions({ workspaceId }, looks)).data;
  const approvals = useQuery(trpc.approval.list.queryOptions({ workspaceId, limit: 20 }, looks)).data;
  if (!failed || !asking || !flows || !accounts || !approvals) return undefined;
  const runs = [...asking.items, ...failed.items];
  return concerns({ runs, flows: flows.items, accounts, approvals: approvals.items.length, now });
}
