import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import { t } from '../../texts/t.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';

/** How often the state of a run that is still going on is asked for. */
const LOOK_MS = 2_000;

const OVER: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled']);

/** The runs that a step of a run has called, each with the way to it. `isOver`: no more will come. */
export function CalledRuns({ runId, path, isOver }: { runId: string; path: string; isOver: boolean }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.run.listCalled.queryOptions(
      { runId, path },
      {
        staleTime: 0,
        refetchInterval: ({ state: { data } }) => {
          const isSettled = isOver && data?.every(({ status }) => OVER.has(status));
          return isSettled ? false : LOOK_MS;
        },
      },
    ),
  );
  if (query.data === undefined || query.data.length === 0) return null;
  return (
    <ul className="called-runs" aria-label={t('Runs it called')}>
      {query.data.map((called) => (
        <li key={called.runId}>
          <Link to="/runs/$runId" params={{ runId: called.runId }}>
            {t('Run of “{flowName}”', { flowName: called.flowName })}
            <IconArrowRight size={14} stroke={1.75} aria-hidden />
          </Link>
          <StatusBadge status={called.status} />
        </li>
      ))}
    </ul>
  );
}
