import '../../app/withoutEval.ts';
import { useParams } from '@tanstack/react-router';
import { RunScreen } from '../../editor/runOverlay/RunScreen.tsx';

/** One run in detail, anew for every run. */
export function RunDetailScreen() {
  const { runId } = useParams({ from: '/signedIn/runs/$runId' });
  return <RunScreen key={runId} runId={runId} />;
}
