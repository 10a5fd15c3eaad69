import { Link } from '@tanstack/react-router';
import type { FlowRow } from '../../api/types.ts';
import { lastRunsWords, runBars } from './lastRuns.ts';

/** The last ten runs of a flow as bars, which lead to its runs. Empty stubs where it has not run. */
export function RunBars({ flow: { id: flowId, lastRuns } }: { flow: Pick<FlowRow, 'id' | 'lastRuns'> }) {
  const bars = runBars(lastRuns).map(({ place, look, height }) => (
    <i key={place} data-look={look} style={{ height }} />
  ));
  if (lastRuns.length === 0) {
    return (
      <span className="run-bars" aria-hidden="true">
        {bars}
      </span>
    );
  }
  const words = lastRunsWords(lastRuns);
  return (
    <Link to="/flows/$flowId/runs" params={{ flowId }} className="run-bars" aria-label={words} title={words}>
      {bars}
    </Link>
  );
}
