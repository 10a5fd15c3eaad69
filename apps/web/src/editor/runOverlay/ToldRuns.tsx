import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import { t } from '../../texts/t.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';

/** Flows hear of a failure a moment later. */
const LOOK_MS = 3_000;

/** The runs of flows that were started because this run failed, each with the way to it. */
export function ToldRuns({ runId }: { runId: string }) {
  const trpc = useTRPC();
  const { data = [] } = useQuery(
    trpc.run.listTold.queryOptions(
      { runId },
      {
        staleTime: 0,
        refetchInterval: ({ state }) => (state.data?.length === 0 && state.dataUpdateCount < 5 ? LOOK_MS : false),
      },
    ),
  );
  if (data.length === 0) return null;
  return (
    <section aria-label={t('Told of the failure')}>
      <p className="small muted">{t('Told of the failure:')}</p>
      <ul className="called-runs">
        {data.map((told) => (
          <li key={told.runId}>
            <Link to="/runs/$runId" params={{ runId: told.runId }}>
              {t('Run of “{flowName}”', { flowName: told.flowName })}
              <IconArrowRight size={14} stroke={1.75} aria-hidden />
            </Link>
            <StatusBadge status={told.status} />
          </li>
        ))}
      </ul>
    </section>
  );
}
