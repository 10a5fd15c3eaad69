import { useState } from 'react';
import { Band } from '../../ui/Band.tsx';
import { durationText } from '../../ui/relativeTime.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { FailureNote } from '../runOverlay/FailureNote.tsx';
import { StepPager } from '../runOverlay/StepPager.tsx';
import { JsonTree } from './JsonTree.tsx';
import type { TestState } from './useTestState.ts';

/** What the last try did with this step: what it was sent, what came back, and how long it took. */
export function TestTab({ test }: { test: TestState }) {
  const { runs, refused, mode } = test;
  const [at, setAt] = useState(0);
  const run = runs[Math.min(at, runs.length - 1)];
  if (refused !== undefined) return <Band tone="danger">{refused}</Band>;
  if (run === undefined) {
    return (
      <p className="muted">
        Not tried yet. “Test this step” runs the flow on mocks with the trigger’s example. Nothing is sent.
      </p>
    );
  }
  const took = run.startedAt !== undefined && run.finishedAt !== undefined ? run.finishedAt - run.startedAt : undefined;
  return (
    <div className="test">
      <div className="row">
        <StatusBadge status={run.status} />
        {mode === 'mock' && <StatusBadge status="mock" />}
        <span className="grow" />
        {runs.length > 1 && <StepPager count={runs.length} at={at} onAt={setAt} />}
        {took !== undefined && <span className="small muted">{durationText(took)}</span>}
      </div>
      {run.failure !== undefined && <FailureNote failure={run.failure} />}
      {run.status === 'skipped' && <p className="muted">The try did not come this way.</p>}
      {run.input !== undefined && <JsonTree label="Sent" value={run.input} />}
      {(run.output !== undefined || run.status === 'succeeded') && <JsonTree label="Came back" value={run.output} />}
    </div>
  );
}
