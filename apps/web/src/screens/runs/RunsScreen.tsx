import { useNavigate, useSearch } from '@tanstack/react-router';
import { t } from '../../texts/t.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { RunList } from './RunList.tsx';
import { useRuns } from './useRuns.ts';

/** What ran in the workspace, newest first. */
export function RunsScreen() {
  const filters = useSearch({ from: '/signedIn/framed/runs' });
  const navigate = useNavigate({ from: '/runs' });
  const runs = useRuns(filters);
  return (
    <>
      <PageHeader title={t('Runs')} />
      <RunList
        runs={runs}
        filters={filters}
        onChange={(change) => navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        withFlow
        none={t('A flow that is on writes a run each time it starts. Trying a flow in the builder counts, too.')}
      />
    </>
  );
}
